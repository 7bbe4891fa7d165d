"""From words to places a person may mean: suggestions for the form and the desk."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.places.logic.address import Found
from lantoa.places.models import Area, Unit
from lantoa.places.queries import unit_by_code
from lantoa.places.queries.finder import code_of, finder

MOST = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, and perhaps an area of it, that words may mean."""

    unit: Unit
    area: Area | None

    @property
    def label(self) -> str:
        """``Khu vực 3, Phường Cái Khế``."""
        return f"{self.area.name}, {self.unit.name}" if self.area else self.unit.name

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.unit.pk}.{self.area.pk if self.area else ''}"


def _place(found: Found) -> Place | None:
    unit = unit_by_code(found.code)
    area = Area.objects.filter(pk=found.area.id).first() if found.area is not None else None
    return Place(unit, area) if unit is not None else None


def meant(words: str, home: int | None = None) -> tuple[Place | None, list[Place]]:
    """The one place the words mean, if that is clear; else those they may mean, best first, at most four."""
    if not words.strip():
        return None, []
    code = code_of(home)
    best = finder().best(words, home=code)
    if best is not None:
        return _place(best), []
    found = (_place(one) for one in finder().find(words, home=code)[:MOST])
    return None, [place for place in found if place is not None]
