"""The warning *this could tell who told* at the pages of a tip: whose words it looks at, and that it is no oracle."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake
from lantoa.conversations.models import Message, Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import FORM, arrival, taken
from lantoa.journal.models import Line
from lantoa.tips.actions import merge
from lantoa.tips.actions.receive import receive

pytestmark = pytest.mark.django_db


def _tip(house, text):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip")))
    return tip


@pytest.fixture
def merged(house, cast):
    main = _tip(house, "Có sòng bạc ở nhà kho cũ")
    follower = _tip(house, "Tôi là Trần Thị Bảy ở 12/3, thấy có sòng bạc")
    merge.merge(by=cast.actor("chi"), tip=follower, into=main)
    main.refresh_from_db()
    return main, follower


def _act(client_of, cast, tip, verb, **fields):
    return client_of(cast.chi).post(reverse("tip-act", args=[tip.thread.public_id, verb]), fields)


@pytest.mark.parametrize("verb", ["nhan", "tra-loi", "chep"])
def it_looks_at_the_words_of_those_who_were_merged_in(cast, client_of, merged, verb):
    page = _act(client_of, cast, merged[0], verb, text="Dạ, bà Trần Thị Bảy cũng thấy như vậy", leak_reason="")

    assert page.status_code == 422 and "Trần Thị Bảy" in page.content.decode()
    assert not Message.objects.filter(direction="out").exists()


@pytest.mark.parametrize(
    ("verb", "fields", "status"),
    [
        ("nhan", {"text": "Dạ, bà Trần Thị Bảy cũng thấy như vậy"}, 422),
        ("gop", {"into": "26-000000"}, 409),
    ],
)
def it_leaves_a_line_that_the_matter_was_read_where_a_page_shows_of_it(cast, client_of, merged, verb, fields, status):
    page = _act(client_of, cast, merged[0], verb, **fields)

    assert page.status_code == status
    assert Line.objects.filter(verb="thread.opened", thread=merged[0].thread_id, actor_id=str(cast.chi.pk)).count() == 1


def it_leaves_that_line_at_those_too_whose_words_it_compared_with(cast, client_of, merged):
    _act(client_of, cast, merged[0], "nhan", text="Dạ, bà Trần Thị Bảy cũng thấy như vậy")

    assert Line.objects.filter(verb="thread.opened", thread=merged[1].thread_id).count() == 1


@pytest.mark.parametrize(("verb", "field"), [("tra-loi", "text"), ("ten", "title")])
def it_leaves_that_line_beside_a_thread_too(house, cast, client_of, verb, field):
    told = arrival("Tôi là Trần Thị Bảy ở 12/3, hỏi giấy tờ", unit=house.here.pk, kind="admin_question")
    thread = taken(told).thread

    page = client_of(cast.chi).post(f"/can-bo/hop-thu/{thread.public_id}/{verb}/", {field: "Dạ, bà Trần Thị Bảy"})

    assert page.status_code == 422
    assert Line.objects.filter(verb="thread.opened", thread=thread.n).count() == 1


def it_compares_with_nothing_the_officer_may_not_open(house, cast, client_of, merged):
    Thread.objects.filter(n=merged[1].thread_id).update(desk=house.desk("above", house.city))

    page = _act(client_of, cast, merged[0], "nhan", text="Dạ, bà Trần Thị Bảy cũng thấy như vậy", leak_reason="")

    assert page.status_code == 302


def it_lets_an_answer_with_the_units_own_name_pass(house, cast, client_of):
    tip = _tip(house, "Kính gửi Công an Phường Mẫu Một, anh Nguyễn Văn Ốt coi giùm sòng bạc ở nhà kho")

    page = _act(client_of, cast, tip, "nhan", text="Công an Phường Mẫu Một đã cử Nguyễn Văn Ốt đến", leak_reason="")

    assert page.status_code == 302


@pytest.mark.parametrize(
    "written",
    [
        "Công an phường Mẫu Một", "Công an Mẫu Một", "CA phường Mẫu Một", "CAP Mẫu Một", "công an P. Mẫu Một",
        "P.Mẫu Một", "Phường Mẫu một", "CÔNG AN PHƯỜNG MẪU MỘT", "Cong an phuong Mau Mot",
    ],
)  # fmt: skip
def it_lets_the_units_own_name_pass_however_it_is_written(house, cast, client_of, written):
    tip = _tip(house, f"Gửi {written} và Công an Phường Mẫu Một, coi giùm sòng bạc ở nhà kho của Trần Thị Bảy")

    page = _act(client_of, cast, tip, "nhan", text=f"{written} đã nhận tin.", leak_reason="")
    warned = _act(client_of, cast, tip, "nhan", text=f"{written} đã nhận tin của Trần Thị Bảy.", leak_reason="")

    assert (page.status_code, warned.status_code) == (302, 422)


def it_asks_again_before_a_title_that_could_tell(cast, client_of, merged):
    labels = {"kind": "tip", "category": "gambling", "urgency": "normal", "title": "Tin của bà Trần Thị Bảy"}

    page = _act(client_of, cast, merged[0], "sua", **labels)

    assert page.status_code == 422 and "Tên này có thể cho biết ai đã báo" in page.content.decode()
    assert sealed.card(Thread.objects.get(n=merged[0].thread_id)).title == ""
    _act(client_of, cast, merged[0], "sua", **labels, seen="1")
    assert sealed.card(Thread.objects.get(n=merged[0].thread_id)).title == labels["title"]


def it_asks_again_before_a_title_of_a_matter_without_a_tip(house, cast, client_of):
    asked = arrival("Tôi là Trần Thị Bảy, xin hỏi làm căn cước cần gì", unit=house.here.pk, kind="admin_question")
    thread = intake.take_in(by=FORM, prepared=intake.prepare(asked)).thread

    page = client_of(cast.chi).post(reverse("thread-title", args=[thread.public_id]), {"title": "Trần Thị Bảy hỏi"})

    assert page.status_code == 422 and sealed.card(Thread.objects.get(n=thread.n)).title == ""


def it_asks_once_about_a_title_that_was_kept(cast, client_of, merged):
    labels = {"kind": "tip", "category": "gambling", "urgency": "normal", "title": "Tin của bà Trần Thị Bảy"}
    _act(client_of, cast, merged[0], "sua", **labels, seen="1")

    page = _act(client_of, cast, merged[0], "sua", **{**labels, "urgency": "today"})

    assert page.status_code == 302
    assert Thread.objects.get(n=merged[0].thread_id).urgency == "today"
    assert Line.objects.filter(verb="thread.entitled").count() == 1


def it_asks_again_about_another_title(cast, client_of, merged):
    labels = {"kind": "tip", "category": "gambling", "urgency": "normal", "title": "Tin của bà Trần Thị Bảy"}
    _act(client_of, cast, merged[0], "sua", **labels, seen="1")

    page = _act(client_of, cast, merged[0], "sua", **{**labels, "title": "Bà Trần Thị Bảy báo"})

    assert page.status_code == 422


def it_asks_once_about_a_kept_title_of_a_matter_without_a_tip(house, cast, client_of):
    asked = arrival("Tôi là Trần Thị Bảy, xin hỏi làm căn cước cần gì", unit=house.here.pk, kind="admin_question")
    thread = intake.take_in(by=FORM, prepared=intake.prepare(asked)).thread
    address, title = reverse("thread-title", args=[thread.public_id]), {"title": "Trần Thị Bảy hỏi"}
    client_of(cast.chi).post(address, {**title, "seen": "1"})

    page = client_of(cast.chi).post(address, title)

    assert page.status_code == 302
