"""What was done lately, for the home page: true figures of this house, or none."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import Error as DatabaseError
from django.db.models import Count, Q

from lantoa.kit import clock
from lantoa.tips.models import Tip

DAYS = 30
FEWEST = 5  # below it a figure could tell a neighbour who reported
_KEPT_SECONDS = 600.0
_held: list[tuple[float, Done | None]] = []


@dataclass(frozen=True, slots=True)
class Done:
    """Figures of the last 30 days, counted on a day; a figure below five is empty and not shown."""

    until: date
    answered: int | None
    handed_over: int | None


def done_lately() -> Done | None:
    """The figures, counted anew every ten minutes; nothing when all are below five or the database is away."""
    if not _held or time.monotonic() - _held[0][0] > _KEPT_SECONDS:
        try:
            _held[:] = [(time.monotonic(), _counted())]
        except DatabaseError:  # the page of the number to call stands without it
            return None
    return _held[0][1]


def forget() -> None:
    """Count anew at the next question."""
    _held.clear()


def _counted() -> Done | None:
    since = clock.now() - timedelta(days=DAYS)
    found = Tip.objects.aggregate(
        answered=Count("pk", filter=Q(first_answered_at__gte=since)),
        handed_over=Count("pk", filter=Q(handed_over_at__gte=since)),
    )
    shown = {name: many if many >= FEWEST else None for name, many in found.items()}
    return Done(clock.today(), **shown) if any(shown.values()) else None
