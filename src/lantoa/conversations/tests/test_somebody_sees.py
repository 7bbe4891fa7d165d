"""Kept from those it names, and never from everybody: whatever is named, somebody sees the matter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import _person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.accounts.actions import hire, sit_at
from lantoa.accounts.models import Given, KeptFrom
from lantoa.accounts.queries import actor_of, seen_all_the_same
from lantoa.conversations.actions import handle, takeover
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import threads
from lantoa.conversations.queries.unseen import unseen
from lantoa.conversations.tests.makers import DOOR, arrival, taken, zalo
from lantoa.delivery.logic import Event, Inbound
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = pytest.mark.django_db
COMPLAINT = "complaint_about_police"
POLITE = (
    "Cán bộ phường đòi tiền tôi. Kính mong đồng chí Bô và đồng chí In xem xét giúp",
    "Kính gửi đồng chí Bô, đồng chí In. Cán bộ phường đòi tiền tôi",
    "Cán bộ phường đòi tiền tôi. Tôi đã báo đại tá Mai Thị Bô và thanh tra Đỗ Thị In nhưng chưa ai trả lời",
    "Cán bộ phường đòi tiền tôi. Cảm ơn đồng chí Bô và thanh tra Đỗ Thị In đã đọc đơn",
)


@pytest.fixture
def bo(house):
    return _person("bo", "Mai Thị Bô", "Đ/tá", house.city, "chief")


def _told(house, text, **more):
    return taken(arrival(text, unit=house.here.pk, **more)).thread


def _may(staff, thread):
    return threads.may_see(actor_of(staff), thread.n)


@pytest.mark.parametrize("text", POLITE)
def it_shows_a_politely_worded_complaint_to_those_it_is_addressed_to(house, cast, bo, text):
    thread = _told(house, text, kind=COMPLAINT)

    assert _may(bo, thread) or _may(cast.ines, thread)
    assert KeptFrom.objects.count() == 0


def it_shows_a_complaint_to_the_end_of_the_line_when_everybody_above_must_not_see_it(house, cast, bo):
    thread = _told(house, POLITE[2], kind=COMPLAINT, not_see="Mai Thị Bô, Đỗ Thị In")

    assert thread.desk.kind == "inspectorate" and _may(cast.ines, thread) and not _may(bo, thread)
    assert seen_all_the_same(thread.n) and unseen() == (0, 1)


def it_keeps_it_again_from_the_named_once_somebody_else_is_there(house, cast, bo):
    thread = _told(house, "Bà Mai Thị Bô và thanh tra Đỗ Thị In nhận tiền", kind=COMPLAINT)
    assert _may(cast.ines, thread)
    iris = _person("iris", "Ngô Thị Iris", "", house.country, "inspector")

    taken(arrival("Tôi nhớ thêm: hôm thứ hai", unit=house.here.pk, to_thread=thread.n))

    assert _may(iris, thread) and not _may(cast.ines, thread) and unseen() == (0, 0)


def it_leaves_a_complaint_where_it_lies_when_later_words_only_ask_after_somebody(house, cast, bo):
    thread = _told(house, "Cán bộ phường đòi tiền tôi", kind=COMPLAINT)

    taken(arrival("Tôi có hỏi thăm đồng chí Bô, đồng chí In", unit=house.here.pk, to_thread=thread.n))

    assert _may(bo, thread)


def it_names_somebody_in_later_words_of_an_ordinary_tip(house, cast):
    thread = _told(house, "Có đánh bạc ở nhà kho", kind="tip")
    assert _may(cast.otto, thread)

    taken(arrival("Chiều nào đồng chí Ốt cũng ra vô chỗ đó", unit=house.here.pk, to_thread=thread.n))

    assert not _may(cast.otto, thread) and _may(cast.chi, thread)


def it_reads_a_complaint_again_when_it_is_sent_down(house, cast, bo):
    thread = _told(house, "Người của phường đòi tiền tôi", kind=COMPLAINT)
    KeptFrom.objects.all().delete()
    taken(arrival("Tên đầy đủ là Ốt Nguyễn Văn", unit=house.here.pk, to_thread=thread.n))
    KeptFrom.objects.all().delete()
    thread = Thread.objects.select_related("desk__unit").get(n=thread.n)

    handle.correct(by=actor_of(bo), thread=thread, kind="tip")
    handle.hand_to(by=actor_of(bo), thread=thread, unit=house.here)

    assert thread.desk.unit_id == house.here.pk
    assert not _may(cast.otto, thread) and _may(cast.chi, thread)


def it_lays_words_that_blame_on_an_emergency_above_and_keeps_them_from_the_blamed(house, cast, bo):
    first = _told(house, "Có đánh nhau chảy máu ở hẻm 12, cứu với", kind="emergency")
    words = "Chính công an Nguyễn Văn Ốt đang đánh em tôi chảy máu, cứu với, ổng nhận tiền bảo kê"

    more = taken(arrival(words, unit=house.here.pk, to_thread=first.n))
    again = taken(arrival(words, unit=house.here.pk, to_thread=first.n))

    assert more.thread == first and not _may(cast.otto, first) and _may(cast.chi, first)
    assert (more.beside.kind, more.beside.desk.kind) == (COMPLAINT, "above") and _may(bo, more.beside)
    assert again.beside == more.beside and more.beside.messages.filter(direction="in").count() == 2


def it_keeps_a_matter_from_a_second_account_of_the_same_name(house, cast):
    thread = _told(house, "Đồng chí Nguyễn Văn Ốt hay ghé sòng bạc", kind="tip")

    second = hire(by=HOUSE, username="otto2", name="Nguyễn Văn ỐT", unit=house.here, role="duty")

    assert not _may(second, thread) and _may(cast.chi, thread)


def it_keeps_a_matter_from_whoever_got_a_way_in_from_the_blamed(house, cast, bo):
    before = hire(by=cast.actor("chi"), username="la", name="Người Lạ", unit=house.here, role="duty")
    free = _person("duy", "Phạm Duy", "", house.here, "duty")

    thread = _told(house, "Trưởng công an phường Lê Thị Chi ghé sòng bạc nhà bà Tư", kind="tip")
    after = hire(by=cast.actor("chi"), username="la2", name="Người Khác", unit=house.here, role="duty")
    Thread.objects.filter(n=thread.n).update(desk=house.desk("inbox", house.here))

    assert not _may(before, thread) and not _may(after, thread) and _may(free, thread)


def it_hides_nothing_from_whoever_reads_it_when_the_named_gives_them_a_beat(house, cast):
    thread = _told(house, "Trưởng công an phường Lê Thị Chi ghé sòng bạc nhà bà Tư", kind="tip")
    Thread.objects.filter(n=thread.n).update(desk=house.desk("inbox", house.here))
    assert _may(cast.otto, thread) and not _may(cast.chi, thread)

    sit_at(by=cast.actor("chi"), staff=cast.otto, desk=house.beats[house.areas[house.here.pk][1].pk])

    assert _may(cast.otto, thread) and not _may(cast.chi, thread)


def it_lets_go_of_old_gifts_after_ninety_days(house, cast, bo):
    old = hire(by=cast.actor("chi"), username="cu", name="Người Cũ", unit=house.here, role="duty")
    Given.objects.update(at=clock.now() - timedelta(days=91))

    thread = _told(house, "Trưởng công an phường Lê Thị Chi ghé sòng bạc nhà bà Tư", kind="tip")

    assert not KeptFrom.objects.filter(staff=old, thread=thread.n).exists()


def it_puts_a_reply_from_the_messengers_own_tool_into_no_complaint(house, cast):
    bike = taken(zalo("Mất xe đạp ở chợ", unit=house.here.pk), DOOR).thread
    complaint = taken(zalo("Công an Nguyễn Văn Ốt nhận tiền bảo kê", unit=house.here.pk), DOOR).thread
    said = Inbound(
        channel="zalo_oa", external_id="e1", author="u-1", account_id=None, text="Dạ đã tìm được", event=Event.TAKEOVER
    )

    message = takeover.written_elsewhere(by=DOOR, inbound=said)

    assert message.thread == bike and complaint.messages.filter(direction="out").count() == 0


NAMES = (
    "Nguyễn Văn Ốt",
    "Trần Thị Bê",
    "Võ Thị Đa",
    "Lê Thị Chi",
    "Phan Văn Mơ",
    "Đỗ Thị In",
    "Huỳnh Văn Vinh",
    "Bùi Văn Đam",
    "Mai Thị Bô",
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    named=st.lists(st.sampled_from(NAMES), min_size=1, max_size=9, unique=True),
    feared=st.lists(st.sampled_from(NAMES), max_size=9, unique=True),
    later=st.lists(st.sampled_from(NAMES), max_size=9, unique=True),
    kind=st.sampled_from(("tip", COMPLAINT, "emergency", "feedback")),
    verb=st.sampled_from(("nhận tiền bảo kê", "xem xét giúp", "đang đánh em tôi chảy máu, cứu với")),
)
def it_is_seen_by_somebody_whatever_names_are_put_in(house_and_all, named, feared, later, kind, verb):
    house, people = house_and_all

    taken_in = taken(
        arrival(
            f"Công an {' và đồng chí '.join(named)} {verb}", unit=house.here.pk, kind=kind, not_see=", ".join(feared)
        )
    )
    taken(
        arrival(f"Có cả cán bộ {', cán bộ '.join(later or ['ở đó'])}", unit=house.here.pk, to_thread=taken_in.thread.n)
    )

    for thread in filter(None, (taken_in.thread, taken_in.beside)):
        assert [one for one in people if _may(one, thread)]


@pytest.fixture
def house_and_all(house, cast, bo):
    return house, [bo, *vars(cast).values()]
