"""The public form: one thing a page, no cookie, nothing lost, and only what was promised is kept."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Correspondent, Message, Receipt, Thread
from lantoa.conversations.queries import sealed
from lantoa.kit import clock
from lantoa.media.tests import samples
from lantoa.places.queries import working
from lantoa.tips.models import Tip
from lantoa.tips.tests.form import ANSWERS, STORY, Form, digits, hidden, text

pytestmark = pytest.mark.django_db


def photo(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("hinh.jpg", content or samples.jpeg(position=True))


def it_takes_a_report_and_shows_a_receipt_that_finds_it(client, house):
    form = Form(client, "/bao-tin/90001/")
    form.fill()

    sent = form.send()

    thread = Thread.objects.get()
    assert thread.receipts.get().lookup == receipts.lookup_of(digits(sent))
    assert (thread.kind, thread.category, thread.mode, thread.desk) == (
        "tip", "theft", "anonymous", house.desk("inbox", house.here),
    )  # fmt: skip
    said = sealed.said(thread, notes=False)[0].text
    assert STORY in said and "khoảng 9 giờ tối" in said and "Áo xám, nón đen" in said
    assert sealed.card(thread).place == "Đầu hẻm 45"
    assert Tip.objects.get().thread == thread


def it_sets_no_cookie_on_any_page(client, house):
    form = Form(client)
    pages = [form.page]
    for fields in ANSWERS.values():
        pages.append(form.press(**fields))
    pages.append(form.send())

    assert [page.cookies for page in pages] == [{}] * len(pages)
    assert client.cookies == {}
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    assert all("no-referrer" in page["Referrer-Policy"] for page in pages)


def it_asks_what_they_did_before_what_they_looked_like(client, house):
    form = Form(client)
    form.fill(until="what")

    assert text(form.page).index("Chuyện gì đã xảy ra?") < text(form.page).index("họ đã làm gì")
    assert "trông thế nào" not in text(form.page)


def it_says_at_the_top_and_at_the_field_what_to_do(client, house):
    form = Form(client)
    form.press(nguy="past")

    page = text(form.press(loai="theft", ke=""))

    assert "<title>Lỗi: Lan Tỏa</title>" in page
    assert page.count("Kể việc đã xảy ra, một câu cũng được") == 2
    assert '<a href="#ke">' in page and 'id="ke"' in page


def it_loses_nothing_by_going_back_or_changing_the_display(client, house):
    form = Form(client)
    form.fill(until="what")

    form.press("back", ke=STORY)
    form.press("display", theme="dark", size="xl")
    page = text(form.press())

    assert STORY in page
    assert 'data-theme="dark" data-size="xl"' in page


def it_comes_back_to_the_last_page_after_a_correction(client, house):
    form = Form(client)
    form.fill()
    form.press("edit:what.noi")

    page = text(form.press(ke=STORY, noi="Chợ Mẫu"))

    assert "Xem lại trước khi gửi" in page and "Chợ Mẫu" in page


def it_shows_id_numbers_masked_and_stores_them_masked(client, house):
    form = Form(client, "/bao-tin/90001/")
    form.fill(what={"loai": "theft", "ke": "Căn cước của chị đó là 092301234567"})
    page = text(form.page)

    form.send()

    assert "092301234567" not in page
    assert "092301234567" not in sealed.said(Thread.objects.get(), notes=False)[0].text


def it_shows_the_same_receipt_for_the_same_press_for_ten_minutes_and_stores_once(client, house):
    with clock.moved(clock.now()):
        form = Form(client)
        form.fill()
        held = {"tin": hidden(form.page, "tin"), "go": "send"}
        first = client.post("/bao-tin/", held)
        clock.advance(timedelta(minutes=9))
        again = client.post("/bao-tin/", held)
        clock.advance(timedelta(minutes=2))
        late = client.post("/bao-tin/", held)

    assert digits(first) == digits(again) != ""
    assert digits(late) == "" and "Đã nhận được tin" in text(late)
    assert (Thread.objects.count(), Message.objects.count(), Receipt.objects.count()) == (1, 1, 1)


def it_closes_after_two_hours_and_says_that_nothing_was_sent(client, house):
    with clock.moved(clock.now()):
        form = Form(client)
        form.fill(until="keep")
        clock.advance(timedelta(hours=2, seconds=1))

        page = form.press()

    assert page.status_code == 410
    assert "Chữ đang viết chưa gửi đi đâu cả" in text(page)


@pytest.mark.parametrize("field", ["", "x", "AAAA" * 40])
def it_takes_no_field_but_its_own(client, house, field):
    assert client.post("/bao-tin/", {"tin": field, "go": "send"}).status_code == 410
    assert Thread.objects.count() == 0


def it_takes_no_status_token_for_a_form(client, house):
    from lantoa.tips.logic import ticket

    stolen = ticket.seal("status", {"thread": "x"}, lasts=timedelta(hours=1))

    assert client.post("/bao-tin/", {"tin": stolen, "go": "send"}).status_code == 410


def it_keeps_a_phone_sealed_and_only_when_known(client, house):
    known, unknown = Form(client), Form(client)
    known.fill(keep={"cach": "confidential"}, contact={"so": "0900 000 123"})
    known.send()
    unknown.fill(keep={"cach": "anonymous", "so": "0900 000 124"})
    unknown.send()

    person = Correspondent.objects.get()
    assert sealed.address_of(person).endswith("900000123")
    assert [t.correspondent for t in Thread.objects.order_by("n")] == [person, None]


def it_keeps_two_reports_of_one_phone_apart(client, house):
    receipts_shown = set()
    for _ in range(2):
        form = Form(client)
        form.fill(keep={"cach": "confidential"}, contact={"so": "0900 000 123"})
        receipts_shown.add(digits(form.send()))

    assert (Thread.objects.count(), Receipt.objects.count(), len(receipts_shown)) == (2, 2, 2)


def it_keeps_how_and_when_to_answer_sealed(client, house):
    form = Form(client)
    form.fill(keep={"cach": "confidential"}, contact={"luc_goi": "sau 5 giờ chiều"}, more={"khong_biet": "chủ trọ"})

    form.send()

    thread = Thread.objects.get()
    assert sealed.wishes(thread) == {"Trả lời lúc nào, cách nào": "sau 5 giờ chiều", "Ai không được biết": "chủ trọ"}
    assert "chủ trọ".encode() not in bytes(thread.wishes)


def it_takes_an_emergency_on_one_page_with_the_number_to_call(client, house):
    form = Form(client, "/bao-tin/90001/")
    page = form.press(nguy="now")
    assert "tel:113" in text(page) and "Gửi ngay" in text(page)

    sent = form.press("send", ke="Có người cầm dao đánh vợ", noi="12 đường Mẫu")

    thread = Thread.objects.get()
    assert (thread.kind, thread.urgency) == ("emergency", "emergency")
    assert thread.receipts.get().lookup == receipts.lookup_of(digits(sent))


def it_asks_for_one_sentence_in_an_emergency_and_loses_nothing(client, house):
    form = Form(client)
    form.press(nguy="now")

    assert "chuyện gì, ở đâu" in text(form.press("send", ke="", noi=""))
    assert Thread.objects.count() == 0


def it_gives_the_receipt_as_a_picture_for_ten_minutes(client, house):
    with clock.moved(clock.now()):
        form = Form(client)
        form.fill()
        field = hidden(form.send(), "ma_kin")
        answer = client.post("/bao-tin/ma/", {"ma_kin": field})
        clock.advance(timedelta(minutes=11))
        late = client.post("/bao-tin/ma/", {"ma_kin": field})

    assert answer.content.startswith(b"\x89PNG") and "attachment" in answer["Content-Disposition"]
    assert late.status_code == 410


def it_drops_everything_when_told(client, house, shelves):
    form = Form(client)
    form.fill(more={"tep": photo()})

    answer = form.press("drop")

    assert answer["Location"] == "/"
    assert (Thread.objects.count(), [p for p in shelves.rglob("*") if p.is_file()]) == (0, [])


@pytest.mark.parametrize(
    "nasty",
    ["<script>alert(1)</script>", "a\x00b\x07", "\u202egnp.exe", "ma\u0323\u0301t xe", "x" * 10_000,
        "=cmd|' /C calc'!A0",
     "9" * 6000, "²", "٣" * 30],
)  # fmt: skip
def it_takes_any_text_in_every_field(client, house, nasty):
    form = Form(client, "/bao-tin/90001/")
    for page in (
        {"nguy": "past"},
        {"loai": "other", "ke": nasty, "noi": nasty, "phuong": nasty, "khu": nasty, "vi_tri": nasty},
        {"cach": "confidential"},
        {"so": "", "luc_goi": nasty},
        {"ngay": nasty, "gio": nasty, "dang": nasty, "khong_biet": nasty, "tranh": nasty},
    ):
        assert form.press(**page).status_code == 200
    assert "<script>alert" not in text(form.page)

    assert form.send().status_code == 200
    assert Thread.objects.count() == 1


def it_says_how_to_write_a_date(client, house):
    form = Form(client)
    form.fill(until="more")

    page = text(form.press(ngay="other", ngay_khac="32/13"))

    assert "Viết ngày như 14/10/2026" in page and 'value="32/13"' in page


def it_asks_a_sum_instead_of_refusing_when_one_network_sends_very_often(client, house):
    from lantoa.tips.views import pace

    for _ in range(pace.REPORTS):
        form = Form(client)
        form.fill()
        form.send()
    form = Form(client)
    form.fill()

    page = form.send()

    assert Thread.objects.count() == pace.REPORTS
    assert "là mấy?" in text(page) and STORY in text(page)
    one, two = (int(n) for n in re.search(r"(\d+) cộng (\d+)", text(page)).groups())
    form.press("send", tong=str(one + two), hoi=hidden(page, "hoi"))
    assert Thread.objects.count() == pace.REPORTS + 1


def it_sends_in_few_statements(client, house, django_assert_max_num_queries):
    form = Form(client, "/bao-tin/90001/")
    form.fill()
    working.calendar_of(house.here)  # held in memory for a minute, as in a house at work

    with django_assert_max_num_queries(40) as done:
        form.send()

    # fourteen store it; five find the place in its words, two read what the receipt promises
    asked = [q["sql"] for q in done.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= 21, "\n".join(one[:160] for one in asked)


@pytest.mark.parametrize("step", ["what", "urgent"])
def it_cuts_no_long_story_without_a_word(client, house, step):
    form, told = Form(client), "a" * 10_001 + " hết"
    form.press(**({"nguy": "now"} if step == "urgent" else {"nguy": "past"}))

    page = text(form.press(loai="theft", ke=told))

    assert "Dài quá 10.000 chữ cái (đang có 10.005)" in page and f"{told}</textarea>" in page
