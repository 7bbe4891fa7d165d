"""The public holidays of Vietnam, with Tết and the days worked instead, from the ``holidays`` package."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=16)
def listed(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """Days off with their names, and weekend days worked in exchange, of one year; both empty when unknown."""
    import holidays  # noqa: PLC0415  slow to load, and most commands never count days

    found = holidays.country_holidays("VN", years=year, language="vi")
    off = {day: name for day, name in found.items() if day.year == year}
    worked = frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
    return off, worked


def has_tet(year: int) -> bool:
    """Whether the list knows when Tết is: without it every deadline of the year's start is wrong."""
    return sum("Tết Nguyên Đán" in name or "Tết" in name for name in listed(year)[0].values()) >= 5
