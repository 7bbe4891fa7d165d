"""The address finder of this house, kept in memory: the one that pages, desks and intake ask."""

from __future__ import annotations

import time

from lantoa.places.logic.address import Gazetteer
from lantoa.places.models import Unit, UnitCode
from lantoa.places.queries.units import gazetteer, unit_by_code

_KEPT_SECONDS = 600.0
_held: list[tuple[float, Gazetteer]] = []


def finder() -> Gazetteer:
    """The finder of this house, read anew every ten minutes: building it costs more than a page may."""
    if not _held or time.monotonic() - _held[0][0] > _KEPT_SECONDS:
        _held[:] = [(time.monotonic(), gazetteer())]
    return _held[0][1]


def forget() -> None:
    """Read the places anew at the next question."""
    _held.clear()


def code_of(unit: int | None) -> str:
    """The present code of a commune, or nothing."""
    held = UnitCode.objects.filter(unit=unit).order_by("-valid_from").first() if unit else None
    return held.code if held else ""


def commune_in(words: str, home: str = "") -> Unit | None:
    """The one commune these words mean, if that is clear. ``home``: where an area without a commune is looked for."""
    best = finder().best(words, home=home)
    return unit_by_code(best.code) if best is not None else None
