"""Working time of a unit: its hours (its own or those of the nearest unit above) and the days off."""

from __future__ import annotations

import time as machine
from datetime import date, time

from lantoa.kit import clock
from lantoa.places.logic import holidays
from lantoa.places.logic.calendar import SPANS, WEEKDAYS, Calendar, Due
from lantoa.places.models import Holiday, MakeUpDay, Unit, WorkingHours

__all__ = ["Calendar", "Due", "calendar_of", "forget", "missing_years"]

KEPT_SECONDS = 60.0
_held: dict[str, tuple[float, Calendar]] = {}


def forget() -> None:
    """Read the rows anew: hours or days off were changed here. Other processes notice within a minute."""
    _held.clear()


def calendar_of(unit: Unit) -> Calendar:
    """The calendar of a unit, over the years around now. Kept in memory for a minute: intake must not pay for it."""
    year = clock.today().year
    key = f"{unit.path}@{year}"
    kept = _held.get(key)
    if kept and machine.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    calendar = _read(unit, year)
    if len(_held) > 500:
        _held.clear()
    _held[key] = (machine.monotonic(), calendar)
    return calendar


def _read(unit: Unit, year: int) -> Calendar:
    off: dict[date, str] = {}
    worked: set[date] = set()
    for each in range(year - 1, year + 3):
        days, made_up = holidays.listed(each)
        off |= days
        worked |= made_up
    for row in Holiday.objects.all():
        if row.name:
            off[row.day] = row.name
            worked.discard(row.day)
        else:
            off.pop(row.day, None)
    worked |= set(MakeUpDay.objects.values_list("day", flat=True))
    rows = WorkingHours.objects.filter(unit_id__in=unit.line)
    hours = max(rows, key=lambda row: unit.line.index(row.unit_id), default=None)
    if hours is None:
        return Calendar(SPANS, WEEKDAYS, off, frozenset(worked))
    spans = tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in hours.spans)
    return Calendar(spans, frozenset(hours.weekdays), off, frozenset(worked))


def missing_years() -> list[int]:
    """Years whose days off the house does not know: this one, and from October the next (``doctor`` warns)."""
    today = clock.today()
    years = [today.year] + ([today.year + 1] if today.month >= 10 else [])
    by_hand = Holiday.objects.exclude(name="")
    return [y for y in years if not holidays.has_tet(y) and by_hand.filter(day__year=y).count() < 5]
