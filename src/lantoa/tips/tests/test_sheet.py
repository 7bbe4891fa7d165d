"""The hand-over sheet: a person cuts what was told; that is printed, and the journal's digest is of it."""

import hashlib
import json
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from lantoa.conversations.actions import intake
from lantoa.conversations.logic.leak import Hit
from lantoa.conversations.models import Message
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import keys
from lantoa.media.actions import destroy_files
from lantoa.media.logic.take import receive as take
from lantoa.media.models import MediaFile
from lantoa.media.queries import vessel_of
from lantoa.tips.actions import merge, resident, sheet
from lantoa.tips.actions.receive import receive
from lantoa.tips.logic.sheet import Cut, Telling, suggestions, without
from lantoa.tips.models import Sheet
from lantoa.tips.queries import sheets

OWN = "Tôi ở số nhà 12/7, đối diện quán đó. Hai người đánh bạc mỗi tối. Gọi tui 0900 000 145. Căn cước 092090001234"


def made(house, text=OWN, **more):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip", **more)))[1]


@pytest.fixture
def tip(house):
    return made(house)


def address(tip):
    return reverse("tip-sheet", args=[tip.thread.public_id])


def refs(tip):
    """The names of the fields in which the tellings of a tip stand."""
    told = Message.objects.filter(thread=tip.thread_id, direction="in").order_by("pk")
    return [f"ke-{ref}" for ref in told.values_list("ref", flat=True)]


def cut(client, tip, *texts, **more):
    fields = dict(zip(refs(tip), texts, strict=False))
    return client.post(address(tip), {"place": "Quán đầu hẻm", "read": "1", **fields, **more}, follow=True)


def it_prints_only_what_a_person_cut(tip, cast, client_of):
    client = client_of(cast.chi)
    assert "Người giao" not in client.get(address(tip)).content.decode()

    body = cut(client, tip, "Hai người đánh bạc mỗi tối.").content.decode()

    assert "Người giao" in body and "Hai người đánh bạc mỗi tối." in body and "Quán đầu hẻm" in body
    assert "12/7" not in body and "đối diện" not in body and "000 145" not in body and "092090001234" not in body


def it_claims_nothing_about_the_reporter_that_no_person_made_true(tip, cast, client_of):
    body = cut(client_of(cast.chi), tip, "Hai người đánh bạc.").content.decode()

    assert "không có gì về người báo" not in body
    assert "Lê Thị Chi đọc và cắt trước khi in" in body


def it_keeps_nothing_that_nobody_read(tip, cast, client_of):
    client = client_of(cast.chi)

    answer = client.post(address(tip), {"place": "", refs(tip)[0]: "Hai người đánh bạc."})

    assert answer.status_code == 422 and "đánh dấu: không còn gì" in answer.content.decode()
    assert sheets.kept(cast.actor("chi"), tip) is None


def it_suggests_cuts_and_makes_them_without_a_script(tip, cast, client_of):
    client = client_of(cast.chi)
    first = client.get(address(tip)).content.decode()
    assert "12/7" in first and "người báo nói về mình" in first and "000 145" not in first

    text = "Tôi ở số nhà 12/7, đối diện quán đó. Hai người đánh bạc mỗi tối."
    answer = client.post(address(tip), {refs(tip)[0]: text, "cat": "1", "bo": ["Tôi ở số nhà 12/7, đối diện quán đó."]})

    area = answer.content.decode().split("<textarea")[1].split("</textarea>")[0]
    assert "12/7" not in area and "Hai người đánh bạc mỗi tối." in area
    assert sheets.kept(cast.actor("chi"), tip) is None


def it_writes_the_digest_of_the_cut_into_the_journal(tip, cast, client_of):
    cut(client_of(cast.chi), tip, "Hai người đánh bạc.")

    _sheet, kept = sheets.kept(cast.actor("chi"), tip)
    line = Line.objects.get(verb="tip.sheet_cut", thread=tip.thread_id)
    assert bytes(line.digest) == keys.hashed("sheet/1", json.dumps(kept.packed(), ensure_ascii=False))
    assert line.actor_id == str(cast.chi.pk)


def it_writes_another_line_for_another_cut(tip, cast, client_of):
    client = client_of(cast.chi)
    cut(client, tip, "Hai người đánh bạc.")
    body = cut(client, tip, "Có đánh bạc.").content.decode()

    digests = {bytes(one) for one in Line.objects.filter(verb="tip.sheet_cut").values_list("digest", flat=True)}
    assert len(digests) == 2 and "Có đánh bạc." in body and "Hai người" not in body


def it_holds_the_tellings_that_were_merged(house, tip, cast, client_of):
    other = made(house, "Quán đó có sòng bài, xe 65B1-123.45 đậu ngoài")
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)

    page = client_of(cast.chi).get(address(tip)).content.decode()

    assert page.count("<textarea") == 2 and "sòng bài" in page and other.number in page


def it_forgets_the_words_of_a_merged_telling_that_was_taken_back(house, tip, cast, client_of):
    other = made(house, "Quán đó có sòng bài, xe 65B1-123.45 đậu ngoài")
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)
    cut(client_of(cast.chi), tip, "Có đánh bạc.", **dict.fromkeys(refs(other), "Quán đó có sòng bài."))
    assert Sheet.objects.filter(tip=tip).exists()

    other.refresh_from_db()
    resident.withdraw(thread=other.thread, tip=other)

    page = client_of(cast.chi).get(address(tip)).content.decode()
    assert not Sheet.objects.exists()
    assert page.count("<textarea") == 1 and "sòng bài" not in page
    assert Line.objects.filter(verb="tip.sheet_dropped", thread=tip.thread_id).count() == 1


def it_leaves_a_line_at_every_telling_whose_words_it_shows(house, tip, cast, client_of):
    other = made(house, "Quán đó có sòng bài")
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)

    client_of(cast.chi).get(address(tip))

    opened = Line.objects.filter(verb="thread.opened", actor_id=str(cast.chi.pk)).values_list("thread", flat=True)
    assert set(opened) == {tip.thread_id, other.thread_id}


def it_says_what_pressing_the_cut_did_also_where_nothing_was_ticked(house, cast, client_of):
    tip = made(house, "Tôi là Nguyễn Văn Bốn, số 5. Quán đó có sòng bài.")
    client = client_of(cast.chi)

    nothing = client.post(address(tip), {"cat": "1"}).content.decode()
    something = client.post(address(tip), {"cat": "1", "bo": "Nguyễn Văn Bốn"}).content.decode()

    assert "Chưa đánh dấu chỗ nào để bỏ" in nothing and "Đã bỏ những chỗ đó" in something


def it_is_cut_anew_when_a_merge_was_taken_back(house, tip, cast, client_of):
    other = made(house, "Quán đó có sòng bài, xe 65B1-123.45 đậu ngoài")
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)
    cut(client_of(cast.chi), tip, "Có đánh bạc.", **dict.fromkeys(refs(other), "Quán đó có sòng bài."))

    other.refresh_from_db()
    merge.unmerge(by=cast.actor("chi"), tip=other)

    assert not Sheet.objects.exists()


def it_lists_files_with_their_hash(house, cast, client_of, shelves):
    ready = intake.with_files(intake.prepare(arrival("Đánh bạc", unit=house.here.pk, kind="tip")), (take(picture()),))
    tip = receive(by=FORM, prepared=ready)[1]

    body = cut(client_of(cast.chi), tip, "Đánh bạc").content.decode()

    cleaned = vessel_of(MediaFile.objects.get(owner=tip.thread_id)).whole()
    assert hashlib.sha256(cleaned).hexdigest() in body and "gửi kèm tin" in body


def it_lists_a_file_that_is_no_longer_held_without_a_hash(house, cast, client_of, shelves):
    ready = intake.with_files(intake.prepare(arrival("Đánh bạc", unit=house.here.pk, kind="tip")), (take(picture()),))
    tip = receive(by=FORM, prepared=ready)[1]
    destroy_files(by=HOUSE, owner=tip.thread_id)

    body = cut(client_of(cast.chi), tip, "Đánh bạc").content.decode()

    assert "gửi kèm tin" in body and "SHA-256" not in body


def it_keeps_nothing_in_the_database_that_knows_a_file_again(house, shelves):
    ready = intake.with_files(intake.prepare(arrival("Đánh bạc", unit=house.here.pk, kind="tip")), (take(picture()),))
    tip = receive(by=FORM, prepared=ready)[1]
    cleaned = bytes(vessel_of(MediaFile.objects.get(owner=tip.thread_id)).whole())

    row = MediaFile.objects.filter(owner=tip.thread_id).values().get()

    known = {hashlib.new(name, cleaned).digest() for name in ("sha256", "sha1", "md5", "sha512")}
    held = [bytes(value) for value in row.values() if isinstance(value, (bytes, memoryview))]
    assert not any(one in value for one in known for value in held)


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo", "dana", "ines"])
def it_is_no_page_for_whoever_does_not_hold_the_desk(tip, cast, client_of, name):
    client = client_of(getattr(cast, name))

    assert client.get(address(tip)).status_code == 404
    assert cut(client, tip, "x").status_code == 404
    with pytest.raises(sheet.NotAllowed):
        sheet.cut_sheet(by=cast.actor(name), tip=tip, cut=Cut("", ()))


def it_is_no_page_where_nothing_can_be_handed_over(house, tip, cast, client_of):
    merge.merge(by=cast.actor("chi"), tip=tip, into=made(house, "Đánh bạc ở chợ"))

    assert client_of(cast.chi).get(address(tip)).status_code == 404
    with pytest.raises(sheet.WrongMove):
        sheet.cut_sheet(by=cast.actor("chi"), tip=tip, cut=Cut("", ()))


def it_cuts_whole_words_only():
    held = Cut("Hẻm 12", (Telling("x", "Lan bán hàng. Lang thang. lan"),))

    assert without(held, ["Lan"]).tellings[0].text == "[…] bán hàng. Lang thang. […]"


def it_takes_a_quote_for_no_find():
    held = Cut("", (Telling("x", "Hai thanh niên đứng đó mỗi tối, số nhà 5"),))
    quote, house = Hit("Hai thanh niên đứng đó", "quote"), Hit("số nhà 5", "house")

    assert [one.words for one in suggestions(held, [quote, house])] == ["số nhà 5"]


def it_keeps_two_tellings_of_one_minute_apart(tip, cast, client_of):
    intake.take_in(by=FORM, prepared=intake.prepare(arrival("Còn có con dao", to_thread=tip.thread_id)))
    client = client_of(cast.chi)
    cut(client, tip, "Hai người đánh bạc.", "Có dao.")

    page = client.get(address(tip) + "?sua=1").content.decode()

    areas = [one.split("</textarea>")[0].split(">")[1] for one in page.split("<textarea")[1:]]
    assert areas == ["Hai người đánh bạc.", "Có dao."]


def it_prints_nothing_under_the_wrong_tip_that_came_while_somebody_cut(house, tip, cast, client_of):
    other = made(house, "Quán đó có sòng bài")
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)
    shown = {refs(tip)[0]: "Hai người đánh bạc.", refs(other)[0]: "Có sòng bài."}
    intake.take_in(by=FORM, prepared=intake.prepare(arrival("Còn có con dao", to_thread=tip.thread_id)))
    client = client_of(cast.chi)

    body = client.post(address(tip), {"place": "", "read": "1", **shown}, follow=True).content.decode()

    _sheet, kept = sheets.kept(cast.actor("chi"), tip)
    assert [(one.label[:9], one.text) for one in kept.tellings] == [
        (tip.number, "Hai người đánh bạc."), (other.number, "Có sòng bài.")
    ]  # fmt: skip
    assert "Lời kể mới chưa có trong phiếu" in body
