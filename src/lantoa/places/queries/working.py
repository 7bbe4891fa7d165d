"""Working time of a unit, counted around the clock until its calendar stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.places.models import Unit


@dataclass(frozen=True, slots=True)
class Due:
    """A moment and, in words, how it was counted."""

    at: datetime
    steps: tuple[str, ...]


class Calendar:
    """The working calendar of one unit."""

    def after_hours(self, start: datetime, hours: float) -> Due:
        """The moment that many working hours later."""
        return Due(start + timedelta(hours=hours), ())

    def after_days(self, start: datetime, days: int) -> Due:
        """The end of work that many working days later."""
        return Due(start + timedelta(days=days), ())


def calendar_of(unit: Unit) -> Calendar:
    """The calendar of a unit."""
    return Calendar()


def due_in_working_hours(unit: Unit, start: datetime, hours: float) -> datetime:
    """The moment that many working hours later in this unit."""
    return calendar_of(unit).after_hours(start, hours).at
