"""``lantoa places day-off``, ``work-day``, ``hours``."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.management import CommandError, call_command

from lantoa.places import queries
from lantoa.places.models import Unit


def it_takes_a_day_off_and_gives_it_back(canto: Unit) -> None:
    call_command("places", "day-off", "2026-11-30", "Nghỉ bão")
    assert not queries.calendar_of(canto).works(date(2026, 11, 30))

    call_command("places", "day-off", "2026-11-30")
    assert queries.calendar_of(canto).works(date(2026, 11, 30))


def it_makes_a_saturday_a_day_of_work(canto: Unit) -> None:
    call_command("places", "work-day", "2026-12-05", "--instead-of", "2026-11-30")

    assert queries.calendar_of(canto).works(date(2026, 12, 5))


def it_gives_a_unit_hours_of_its_own(canto: Unit) -> None:
    call_command("places", "hours", "31299", "07:00-11:00,13:00-17:00", "--days", "2-7")

    unit = queries.unit_by_code("31299")
    assert unit is not None
    calendar = queries.calendar_of(unit)
    assert calendar.spans[0] == (time(7), time(11))
    assert calendar.weekdays == {0, 1, 2, 3, 4, 5}
    assert queries.calendar_of(canto).spans[0][0] == time(7, 30)


@pytest.mark.parametrize(
    "words",
    [
        ("hours", "99999", "07:00-11:00"),
        ("hours", "31299", "11:00-07:00"),
        ("hours", "31299", "bảy giờ"),
        ("hours", "31299", "07:00-11:00", "--days", "2-12"),
        ("day-off", "30/11/2026", "x"),
    ],
)
def it_refuses_what_cannot_be_meant(canto: Unit, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("places", *words)
