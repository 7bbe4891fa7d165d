"""Working time: hours, days, holidays, make-up days, pauses, and the words that explain them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.kit.clock import HERE
from lantoa.places import actions, queries
from lantoa.places.logic import holidays
from lantoa.places.logic.calendar import Calendar, NeverWorks
from lantoa.places.models import Unit
from lantoa.places.queries import working

OFF = holidays.listed(2026)[0] | holidays.listed(2027)[0]
WORKED = holidays.listed(2026)[1] | holidays.listed(2027)[1]
PLAIN = Calendar(off=OFF, made_up=WORKED)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)).map(lambda m: m.replace(tzinfo=HERE, microsecond=0))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def it_counts_over_lunch() -> None:
    due = PLAIN.after_hours(at("2026-11-25T10:30"), 2)

    assert due.at == at("2026-11-25T14:30")
    assert "không tính giờ trưa 11:30–13:30" in " ".join(due.steps)


def it_counts_over_a_weekend_and_a_holiday_with_its_name() -> None:
    due = PLAIN.after_hours(at("2026-04-24T16:20"), 8)

    assert due.at == at("2026-04-28T16:50")
    words = " ".join(due.steps)
    assert "Bỏ qua thứ Bảy 25/04, Chủ nhật 26/04" in words
    assert "Giỗ Tổ" in words
    assert due.steps[-1] == "Hạn: 16:50 thứ Ba, 28/04/2026."


def it_skips_the_whole_of_tet() -> None:
    due = PLAIN.after_days(at("2026-02-13T09:00"), 3)

    assert due.at == at("2026-02-25T17:00")
    assert "Tết Nguyên Đán" in " ".join(due.steps)


def it_works_on_a_saturday_made_up_for() -> None:
    assert date(2026, 8, 22) in WORKED
    due = PLAIN.after_days(at("2026-08-21T09:00"), 1)

    assert due.at == at("2026-08-22T17:00")
    assert "ngày làm bù" in " ".join(due.steps)


def it_stands_still_while_the_resident_has_the_word() -> None:
    pause = (at("2026-11-25T09:00"), at("2026-11-26T09:00"))

    due = PLAIN.after_hours(at("2026-11-25T08:00"), 2, [pause])

    assert due.at == at("2026-11-26T10:00")


def it_ends_at_once_without_hours() -> None:
    assert PLAIN.after_hours(at("2026-11-28T22:00"), 0).at == at("2026-11-28T22:00")


def it_refuses_a_calendar_that_never_works() -> None:
    with pytest.raises(NeverWorks):
        Calendar(weekdays=frozenset()).after_hours(at("2026-11-25T08:00"), 1)


@given(MOMENTS, st.integers(1, 80 * 60))
def it_agrees_with_itself_counted_back(start: datetime, minutes: int) -> None:
    due = PLAIN.after_hours(start, minutes / 60)

    assert abs(PLAIN.worked(start, due.at) - timedelta(minutes=minutes)) < timedelta(seconds=1)
    assert PLAIN.works(due.at.date())


@given(MOMENTS, st.integers(1, 40), st.integers(1, 40))
def it_never_falls_due_earlier_for_more_hours(start: datetime, few: int, more: int) -> None:
    a, b = sorted((few, more))

    assert PLAIN.after_hours(start, a).at <= PLAIN.after_hours(start, b).at


@given(MOMENTS, MOMENTS, st.integers(1, 60), st.integers(0, 5000))
def it_counts_no_minute_of_a_pause(start: datetime, off: datetime, hours: int, minutes: int) -> None:
    pause = [(off, off + timedelta(minutes=minutes))]
    due = PLAIN.after_hours(start, hours, pause)

    assert abs(PLAIN.worked(start, due.at, pause) - timedelta(hours=hours)) < timedelta(seconds=1)
    assert due.at >= PLAIN.after_hours(start, hours).at


@given(MOMENTS, st.integers(1, 30))
def it_counts_exactly_the_working_days_asked_for(start: datetime, days: int) -> None:
    due = PLAIN.after_days(start, days)

    between = [start.date() + timedelta(days=n) for n in range(1, (due.at.date() - start.date()).days + 1)]
    assert sum(PLAIN.works(day) for day in between) == days


def it_takes_the_hours_of_the_nearest_unit_above(canto: Unit) -> None:
    commune = canto.children.first()
    assert commune is not None
    actions.set_hours(by=HOUSE, unit=canto, spans=[(time(8), time(12))], weekdays=[0, 1, 2, 3, 4, 5])

    assert working.calendar_of(commune).spans == ((time(8), time(12)),)
    actions.set_hours(by=HOUSE, unit=commune, spans=[(time(7), time(11))], weekdays=[0])
    assert working.calendar_of(commune).spans == ((time(7), time(11)),)


def it_refuses_hours_that_cross(canto: Unit) -> None:
    with pytest.raises(actions.WrongHours):
        actions.set_hours(by=HOUSE, unit=canto, spans=[(time(8), time(12)), (time(11), time(13))], weekdays=[0])


def it_lets_rows_win_over_the_list(canto: Unit) -> None:
    with clock.moved(at("2026-11-20T08:00")):
        actions.set_day_off(by=HOUSE, day=date(2026, 11, 26), name="Nghỉ bão")
        actions.set_day_off(by=HOUSE, day=date(2026, 11, 24), name="")
        actions.set_make_up_day(by=HOUSE, day=date(2026, 11, 28))
        calendar = queries.calendar_of(canto)

    assert not calendar.works(date(2026, 11, 26))
    assert calendar.works(date(2026, 11, 24))
    assert calendar.works(date(2026, 11, 28))


def it_asks_the_database_once_a_minute(canto: Unit, django_assert_num_queries: object) -> None:
    queries.calendar_of(canto)

    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.calendar_of(canto)


def it_says_which_years_are_unknown(db: None) -> None:
    with clock.moved(at("2026-11-20T08:00")):
        assert queries.missing_years() == []
    with clock.moved(at("2400-11-20T08:00")):
        assert queries.missing_years() == [2400, 2401]
