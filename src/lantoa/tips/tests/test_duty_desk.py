"""The duty desk: a call taken down in one page."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Correspondent, Message, Receipt, Thread
from lantoa.conversations.queries import sealed
from lantoa.delivery.models import Account, Outbox
from lantoa.errands.models import Errand
from lantoa.kit import clock
from lantoa.places.models import UnitCode
from lantoa.tips.actions.desk import NotAllowed, take_call
from lantoa.tips.models import Tip
from lantoa.tips.queries import desk as around
from lantoa.tips.tests.form import hidden, text

PAGE = "/can-bo/truc/"
CALL = {
    "danger": "0",
    "what": "theft",
    "told": "Mới bị cạy cửa lấy xe đạp điện trước nhà, có người đẩy xe về hướng cầu.",
    "when": "20:55",
    "plates": "65b2 12345",
    "wants": "keep",
}


@pytest.fixture
def desk(cast, client_of):
    return client_of(cast.chi)


def ring(desk, **changes):
    """Open the page, fill it in, save. Returns the answer and the fields that were sent."""
    sent = CALL | {"tin": hidden(desk.get(PAGE), "tin")} | changes
    return desk.post(PAGE, {name: value for name, value in sent.items() if value is not None}), sent


def digits_of(answer):
    return answer.context["digits"].replace(" ", "")


def it_makes_a_tip_of_a_call(desk, house):
    answer, _ = ring(desk)

    tip = Tip.objects.get()
    assert (tip.unit_id, tip.thread.channel, tip.thread.mode) == (house.here.pk, "hotline_note", "confidential")
    assert tip.number in text(answer)
    assert Thread.objects.get().category == "theft"


def it_gives_a_receipt_that_opens_the_thread(desk):
    answer, _ = ring(desk)

    found = Receipt.objects.get(lookup=receipts.lookup_of(digits_of(answer)))
    assert found.thread == Thread.objects.get()


def it_stores_the_same_page_sent_twice_once(desk):
    answer, sent = ring(desk)

    again = desk.post(PAGE, sent)

    assert (Tip.objects.count(), Message.objects.count(), Receipt.objects.count()) == (1, 1, 1)
    assert digits_of(again) == digits_of(answer)


def it_keeps_no_number_of_an_unnamed_caller(desk):
    ring(desk, wants="unnamed", phone="0900 000 145")

    assert not Correspondent.objects.exists()
    assert Thread.objects.get().mode == "anonymous"


def it_seals_the_number_of_whoever_wants_to_be_called_back(desk):
    ring(desk, wants="call", phone="0900 000 145")

    person = Correspondent.objects.get()
    assert b"900000145" not in bytes(person.address)
    assert person.address_hash


def it_keeps_two_calls_of_one_number_apart(desk):
    ring(desk, wants="call", phone="0900 000 145")
    answer, _ = ring(desk, wants="call", phone="0900000145", told="Tôi nhớ thêm: người đó mặc áo khoác xám.")

    found = Receipt.objects.get(lookup=receipts.lookup_of(digits_of(answer)))
    assert (Thread.objects.count(), found.thread) == (2, Thread.objects.order_by("-n")[0])


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"told": ""}, "một câu cũng được"),
        ({"what": None}, "Chọn một ô ở câu 1"),
        ({"wants": None}, "giữ kín, ẩn danh hay để số"),
        ({"wants": "call", "phone": ""}, "Ghi số để gọi lại"),
        ({"wants": "call", "phone": "09"}, "Ghi số để gọi lại"),
        ({"wants": "keep", "phone": "09"}, "Số này thiếu hoặc thừa"),
    ],
)
def it_says_what_is_missing_and_keeps_what_was_written(desk, changes, word):
    answer, sent = ring(desk, **changes)

    assert answer.status_code == 422
    assert word in text(answer)
    assert not Thread.objects.exists()
    if sent["told"]:
        assert "cạy cửa" in text(answer)


def it_keeps_the_receipt_over_an_error(desk):
    first = desk.get(PAGE)

    answer = desk.post(PAGE, CALL | {"tin": hidden(first, "tin"), "told": ""})

    assert digits_of(answer) == digits_of(first)


def it_draws_a_new_receipt_when_the_field_is_not_ours(desk):
    answer = desk.post(PAGE, CALL | {"tin": "AAAA"})

    assert "Đọc cho người gọi mã mới" in text(answer)
    assert not Thread.objects.exists()


def it_rings_when_somebody_is_in_danger(desk, cast):
    answer, _ = ring(desk, danger="1")

    thread = Thread.objects.get()
    assert (thread.kind, thread.urgency) == ("emergency", "emergency")
    assert "Chuông đang reo" in text(answer)
    assert Errand.objects.filter(task="lantoa.duties.tasks.ring_for", args__thread=thread.n).exists()


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("Công an phường vô trách nhiệm, không giải quyết, nó đang ở trước nhà em", "theft"),
        ("Tại sao công an chưa tới, nó đang đâm con tôi", "theft"),
        ("Gọi hoài không ai nghe máy, cán bộ còn quát tôi", "theft"),
        ("Người ta đứng trước nhà chửi bới", "police"),
    ],
)
def it_rings_for_a_caller_in_danger_who_scolds_the_police_and_tells_the_unit_above(desk, house, told, what):
    answer, _ = ring(desk, danger="1", told=told, what=what)

    rings = Thread.objects.get(kind="emergency")
    assert rings.desk.unit_id == house.here.pk and "Chuông đang reo" in text(answer)
    assert Errand.objects.filter(task="lantoa.duties.tasks.ring_for", args__thread=rings.n).exists()
    assert Thread.objects.get(kind="complaint_about_police").desk == house.desk("above", house.city)


def it_sends_a_complaint_about_police_above_and_shows_it_no_more(desk, house):
    answer, _ = ring(desk, what="police")

    thread = Thread.objects.select_related("desk").get()
    assert (thread.desk.kind, thread.desk.unit_id) == ("above", house.city.pk)
    assert Tip.objects.get().number not in text(answer)
    assert "không xem được nữa" in text(answer)


def it_routes_to_the_beat_that_was_chosen(desk, house):
    area = house.areas[house.here.pk][1]

    ring(desk, place=f"{house.here.pk}-{area.pk}", where="Hẻm 12")

    thread = Thread.objects.get()
    assert thread.desk_id == house.beats[area.pk].pk
    assert sealed.cards([thread])[0].place == "Hẻm 12"


def it_finds_the_place_in_words_without_a_choice(cast, client_of, house):
    UnitCode.objects.filter(unit=house.there).update(code="31120")

    ring(client_of(cast.dana), where="gần chợ, phường Cái Khế")

    assert Thread.objects.get().desk_id == house.desk("inbox", house.there).pk


def it_takes_the_area_that_was_named_over_a_street_that_fits(cast, house):
    UnitCode.objects.filter(unit=house.here).update(code="31120")
    first, _second = house.areas[house.here.pk]
    first.words = "đường Trần Văn Khéo"
    first.save()

    found = around.spots(house.here.pk, "hẻm 12 đường Trần Văn Khéo, khu vực 2")

    assert (found[0].label, found[0].sure) == ("Khu vực 2, Phường Mẫu Một", True)
    assert next(spot.value for spot in around.spots(house.here.pk, "đường Trần Văn Khéo")).endswith(f"-{first.pk}")


def it_leaves_a_call_without_a_place_in_the_citys_queue(cast, client_of, house):
    ring(client_of(cast.dana))

    assert Thread.objects.get().desk_id == house.desk("duty", house.city).pk


def it_shows_where_and_what_is_alike_while_listening(cast, client_of, house, desk):
    UnitCode.objects.filter(unit=house.here).update(code="31120")
    ring(desk)
    beat = house.areas[house.here.pk][0]

    answer = desk.post(PAGE + "quanh/", {"where": "Khu vực 1, phường Cái Khế", "told": CALL["told"]})

    assert f'value="{house.here.pk}-{beat.pk}"' in text(answer)
    assert "cạy cửa lấy xe đạp điện" in text(answer)


def it_suggests_nothing_from_other_desks(cast, client_of, desk, house):
    ring(desk)

    assert around.likely(cast.actor("chi"), CALL["told"])
    assert around.likely(cast.actor("petra"), CALL["told"]) == []
    assert around.likely(cast.actor("dana"), CALL["told"]) == []


def it_sends_the_receipt_by_short_message_only_when_asked(desk, house):
    Account.objects.create(kind="sms", external_id="gw", unit=house.city, secrets=b"", made_at=clock.now())
    ring(desk, wants="call", phone="0900 000 145")
    assert not Outbox.objects.exists()

    answer, sent = ring(desk, wants="call", phone="0900 000 146", text_receipt="1")
    desk.post(PAGE, sent)

    assert Outbox.objects.get().purpose == "receipt"
    assert "đang được gửi bằng SMS" in text(answer)


def it_takes_no_call_from_whoever_is_not_on_duty(cast):
    drawn = receipts.draw()
    prepared = intake.prepare(intake.Arrival(channel="hotline_note", text="thử", sent_at=None), receipt=drawn)

    for name in ("otto", "petra", "vinh", "adam", "mo", "ines"):
        with pytest.raises(NotAllowed):
            take_call(by=cast.actor(name), prepared=prepared, drawn=drawn)


def it_asks_a_fixed_number_of_statements(desk, django_assert_max_num_queries):
    desk.get(PAGE)
    field = hidden(desk.get(PAGE), "tin")

    with django_assert_max_num_queries(47):
        desk.post(PAGE, CALL | {"tin": field})
