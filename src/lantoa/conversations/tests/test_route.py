"""Who may see a matter: past whoever is named, whoever is blamed, and whoever the person feared; and the bell stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import _person

from lantoa.accounts.actions import sit_at
from lantoa.accounts.models import Posting
from lantoa.accounts.queries import holders_of_desk
from lantoa.conversations.actions import handle, intake
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import search, threads
from lantoa.conversations.queries.openings import may_decide_where_it_lies, waiting_for
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, taken, zalo
from lantoa.journal.logic import HOUSE
from lantoa.journal.queries import lines_for
from lantoa.kit import clock
from lantoa.vault.models import Opening

pytestmark = pytest.mark.django_db
ROLES = ("otto", "petra", "dana", "chi", "mo", "ines", "vinh", "adam")


@pytest.fixture
def bo(house):
    """The city's chief: sees the city's *above* and its duty desk."""
    return _person("bo", "Mai Thị Bô", "Đ/tá", house.city, "chief")


def _seen(cast, name, thread):
    actor = cast.actor(name)
    return threads.may_see(actor, thread.n) or thread in threads.page(actor, threads.Filter())


@pytest.mark.parametrize("name", ROLES)
def it_never_shows_a_matter_to_whom_the_person_named(house, cast, bo, name):
    named = getattr(cast, name)

    thread = taken(arrival("Có đánh bạc ở nhà kho", unit=house.here.pk, kind="tip", not_see=named.name)).thread

    assert not _seen(cast, name, thread)
    assert _holders(thread).exists() and named not in _holders(thread)


def _holders(thread):
    return holders_of_desk(thread.desk_id, thread=thread.n)


@pytest.mark.parametrize(
    ("typed", "desk"),
    [("Mai Thị Bô", "inbox"), ("giám đốc công an thành phố", "inbox"), ("anh Ốt", "chief"),
        ("anh Ốt, chị Chi", "above"), ("Ốt và Bô", "chief"),
     ("trưởng công an phường và bà Bô", "inspectorate"), ("anh Tèo nào đó", "above")],
)  # fmt: skip
def it_lies_on_the_first_desk_upward_where_none_of_the_named_sits(house, cast, bo, typed, desk):
    thread = taken(arrival("Có đánh bạc ở nhà kho", unit=house.here.pk, kind="tip", not_see=typed)).thread

    assert thread.desk.kind == desk


@pytest.mark.parametrize(
    ("text", "unit", "desk"),
    [
        ("Cán bộ phường đòi tiền tôi", "here", "above"),
        ("Bà Mai Thị Bô, công an, đòi tiền quán tôi", "here", "inspectorate"),
        ("Công an thành phố xuống đòi tiền quán tôi", "here", "inspectorate"),
        ("Cán bộ công an đòi tiền tôi", "city", "inspectorate"),
        ("Cán bộ công an đòi tiền tôi", None, "inspectorate"),
    ],
)
def it_lays_no_complaint_with_those_it_is_about(house, cast, bo, text, unit, desk):
    home = getattr(house, unit).pk if unit else None

    thread = taken(arrival(text, unit=home, kind="complaint_about_police")).thread

    assert thread.desk.kind == desk
    for one in _holders(thread):
        assert one.posts.filter(unit_id=home or house.city.pk).count() == 0


def it_lays_a_complaint_higher_where_somebody_of_the_unit_sits_above(house, cast):
    Posting.objects.create(staff=cast.otto, desk=house.desk("above", house.city), since=clock.now())

    thread = taken(arrival("Cán bộ phường đòi tiền tôi", unit=house.here.pk, kind="complaint_about_police")).thread

    assert thread.desk == house.desk("inspectorate", house.country)


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Ốt công an phường nhận tiền bảo kê sòng bạc",
        "Đồng chí Nguyễn Văn Ốt công an phường nhận tiền bảo kê sòng bạc",
        "dong chi ot cong an phuong nhan tien bao ke song bac",
        "Nguyễn Văn Ốt nhậu say rồi đánh con tôi",
        "anh Ốt công an khu vực bao che quán karaoke",
        "Thiếu úy Ốt đòi 5 triệu mới tha xe",
        "Đồng chí Tèo công an phường nhận tiền bảo kê sòng bạc",
    ],
)
def it_lays_blame_of_a_named_officer_above(house, cast, text):
    thread = taken(arrival(text, unit=house.here.pk)).thread

    assert (thread.desk.kind, thread.kind) == ("above", "complaint_about_police")
    assert not _seen(cast, "otto", thread)


@pytest.mark.parametrize(
    "text",
    [
        "Anh Ốt ơi có trộm xe ở đầu hẻm chiều qua, anh ghé coi giúp",
        "Kính gửi đồng chí Ốt, hẻm nhà tôi có sòng bạc, họ đánh bạc suốt đêm",
        "Cảm ơn anh Ốt công an khu vực đã giúp làm căn cước",
        "Chỉ có mấy người đánh bạc ở nhà kho, thì chỉ ban đêm thôi",
        "Anh Tài đánh vợ hoài, hàng xóm can không được",
    ],
)
def it_leaves_a_matter_with_the_unit_when_no_officer_is_blamed(house, cast, text):
    thread = taken(arrival(text, unit=house.here.pk)).thread

    assert thread.desk.unit_id == house.here.pk


def it_keeps_a_named_person_from_it_wherever_it_or_the_person_is_moved(house, cast):
    thread = taken(arrival("Đồng chí Nguyễn Văn Ốt nhận tiền bảo kê sòng bạc", unit=house.here.pk)).thread
    thread.desk = house.desk("inbox", house.here)
    thread.save()

    sit_at(by=HOUSE, staff=cast.otto, desk=house.beats[house.areas[house.here.pk][1].pk])

    otto, chi = cast.actor("otto"), cast.actor("chi")
    assert thread.desk_id in otto.desks and threads.by_public_id(chi, thread.public_id)
    assert threads.by_public_id(otto, thread.public_id) is None
    assert threads.page(otto, threads.Filter()) == [] and sum(threads.counts(otto).values()) == 0
    assert search.search(otto, "sòng bạc") == [] and not threads.since(otto, thread.received_at.replace(year=2000))


def it_moves_a_complaint_when_its_next_words_name_somebody_at_its_desk(house, cast, bo):
    first = taken(zalo("Công an phường đòi tiền quán tôi", unit=house.here.pk, kind="complaint_about_police"), DOOR)
    assert first.thread.desk.kind == "above"

    second = taken(zalo("Người đứng sau là bà Mai Thị Bô đó", unit=house.here.pk), DOOR)

    assert second.thread == first.thread
    assert Thread.objects.get(n=first.thread.n).desk.kind == "inspectorate"


def it_moves_past_the_named_when_an_officer_calls_it_a_complaint(house, cast, bo):
    thread = taken(arrival("Chuyện của bà Mai Thị Bô, công an", unit=house.here.pk, kind="feedback")).thread

    handle.correct(by=cast.actor("otto"), thread=thread, kind="complaint_about_police")

    assert Thread.objects.get(n=thread.n).desk.kind == "inspectorate"


def it_puts_what_a_person_writes_after_a_complaint_into_the_complaint(house, cast):
    taken(zalo("Có đánh bạc ở nhà kho", unit=house.here.pk, kind="tip"), DOOR)
    complaint = taken(
        zalo("Cán bộ phường đòi tiền tôi, ép ký", unit=house.here.pk, kind="complaint_about_police"), DOOR
    )

    for text in ("Chuyện này xảy ra hôm thứ hai", "Cán bộ phường đó còn đòi tiền, nhận phong bì của chị tôi"):
        assert taken(zalo(text, unit=house.here.pk), DOOR).thread == complaint.thread


def it_puts_what_a_person_writes_on_the_old_page_into_the_complaint_begun_there(house, cast):
    tip = taken(arrival("Có đánh bạc ở nhà kho", unit=house.here.pk, kind="tip")).thread
    begun = taken(arrival("Đồng chí Ốt nhận tiền bảo kê sòng đó", unit=house.here.pk, to_thread=tip.n)).thread
    assert begun != tip and begun.desk.kind == "above"

    later = taken(arrival("Ổng ở khu vực này, chiều nào cũng ghé", unit=house.here.pk, to_thread=tip.n)).thread

    assert later == begun


URGENT = (
    "Các anh công an tới gấp, nó đang đánh chồng tôi chảy máu",
    "gọi 113 hoài không ai tới, cướp đang khống chế mẹ tôi",
    "Anh công an khu vực đang đánh em tôi chảy máu, cứu với",
)


@pytest.mark.parametrize("text", URGENT)
def it_rings_at_the_place_and_lies_above_too(house, cast, text):
    both = taken(arrival(text, unit=house.here.pk))

    assert (both.thread.kind, both.thread.desk.kind) == ("emergency", "inbox")
    assert (both.beside.kind, both.beside.desk.kind) == ("complaint_about_police", "above")
    assert _seen(cast, "chi", both.thread) and not _seen(cast, "chi", both.beside)


def it_rings_past_the_only_one_on_duty_when_the_emergency_names_that_person(house, cast):
    both = taken(arrival("Bà Lê Thị Chi công an đang đánh con tôi chảy máu, cứu với", unit=house.here.pk))

    assert both.thread.desk == house.desk("duty", house.city)
    assert not _seen(cast, "chi", both.thread) and _seen(cast, "dana", both.thread)


def it_puts_the_house_number_into_the_emergency_and_not_into_its_copy(house, cast):
    first = taken(zalo(URGENT[0], unit=house.here.pk), DOOR)

    second = taken(zalo("nhà số 12 hẻm 5", unit=house.here.pk), DOOR)

    assert second.thread == first.thread != first.beside


def it_does_not_sort_the_lines_a_door_adds(house):
    told = "Cây trước nhà ngã"

    prepared = intake.prepare(arrival(f"{told}\nLúc: cứu với cháy nhà", unit=house.here.pk, told=told))

    assert intake.take_in(by=FORM, prepared=prepared).thread.kind != "emergency"


def it_shows_an_inspector_neither_wish_nor_journal_of_a_matter_that_names_them(house, cast):
    _person("iris", "Ngô Thị Iris", "", house.country, "inspector")
    blamed = "Bà Đỗ Thị In thanh tra nhận tiền của công an thành phố"
    one = zalo(blamed, unit=house.city.pk, kind="complaint_about_police")
    thread = taken(one, DOOR).thread
    soon = clock.now() + timedelta(hours=1)
    wish = Opening.objects.create(
        ref="w", thread=thread.n, asked_by=cast.chi, reason=b"", asked_at=clock.now(), expires=soon
    )

    ines = cast.actor("ines")

    assert thread.desk.kind == "inspectorate" and not _seen(cast, "ines", thread)
    assert wish not in waiting_for(ines) and not may_decide_where_it_lies(ines, wish)
    assert not lines_for(ines).filter(thread=thread.n).exists()


@pytest.mark.parametrize(
    "where",
    [
        {"place": "nhà trọ của anh Nguyễn Văn Ốt"},
        {"wishes": intake.wishes_of({"Ai không được biết": "anh Nguyễn Văn Ốt"})},
    ],
)
def it_keeps_from_somebody_what_names_them_in_another_field(house, cast, where):
    thread = taken(
        arrival("Phòng cuối dãy đêm nào cũng đánh bài, la lối tới sáng", unit=house.here.pk, kind="tip", **where)
    ).thread

    assert not threads.may_see(cast.actor("otto"), thread.n) and threads.may_see(cast.actor("chi"), thread.n)
