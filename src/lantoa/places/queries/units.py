"""Units by code, by day and by point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.kit import clock
from lantoa.places.logic import areas, facts, geometry
from lantoa.places.logic.address import AreaRow, Gazetteer
from lantoa.places.models import Area, Boundary, Unit, UnitCode
from lantoa.places.states import UnitKind

FAR_KM = 25.0
"""Farther than this from every inner point, a place is not ours."""


def _stood(on: date, prefix: str = "") -> Q:
    start, end = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on})
    )


def units_in_force(on: date | None = None, kind: str = UnitKind.COMMUNE) -> QuerySet[Unit]:
    """The units of a kind that stand on a day (today), by path."""
    return Unit.objects.filter(_stood(on or clock.today()), kind=kind).order_by("path")


def unit_by_code(code: str, on: date | None = None) -> Unit | None:
    """Whose code this was on a day (today). The same code belonged to another unit before 01/07/2025."""
    codes = UnitCode.objects.filter(_stood(on or clock.today()), code=code).select_related("unit")
    held = codes.order_by("-valid_from").first()
    return held.unit if held else None


def below(unit: Unit) -> QuerySet[Unit]:
    """The unit itself and everything under it, by path."""
    return Unit.objects.filter(path__startswith=unit.path).order_by("path")


@dataclass(frozen=True, slots=True)
class Spot:
    """The commune of a point and how it was found: ``boundary``, or ``nearest point`` with its distance."""

    unit: Unit
    how: str
    km: float = 0.0

    def __iter__(self) -> Iterator[Unit | str]:
        return iter((self.unit, self.how))


def unit_at(lat: float, lon: float) -> Spot | None:
    """The commune of a point: by boundary where one is loaded, else by the nearest inner point within 25 km."""
    units = Unit.objects.filter(_stood(clock.today()), kind=UnitKind.COMMUNE)
    near_by = units.filter(west__lte=lon, east__gte=lon, south__lte=lat, north__gte=lat)
    for row in Boundary.objects.select_related("unit").filter(unit__in=near_by).order_by("unit"):
        if geometry.holds(row.shape, lat=lat, lon=lon):
            return Spot(row.unit, "boundary")
    points = units.filter(lat__isnull=False, lon__isnull=False).values_list("pk", "lat", "lon")
    near = min(((geometry.kilometres(lat, lon, y or 0, x or 0), pk) for pk, y, x in points), default=None)
    if near is None or near[0] > FAR_KM:
        return None
    return Spot(Unit.objects.get(pk=near[1]), "nearest point", round(near[0], 1))


def successors(old: Unit) -> QuerySet[Unit]:
    """The units of today on the ground of an old one, its main part first; unchecked rows are left out."""
    return Unit.objects.filter(follows__old=old, follows__trusted=True).order_by("-follows__whole", "pk")


def area_named(unit: int, text: str) -> Area | None:
    """The one area of a commune that the text names, by name, landmark or street. One statement."""
    rows = {area.pk: area for area in Area.objects.filter(unit=unit)}
    found = areas.named_in(text, ((area.pk, area.name, area.words) for area in rows.values()))
    return rows[found] if found else None


def gazetteer() -> Gazetteer:
    """The address finder with the areas and landmarks of this house. Three statements; build it once and keep it."""
    codes = UnitCode.objects.filter(_stood(clock.today()), unit__kind=UnitKind.COMMUNE)
    code_of = dict(codes.values_list("unit_id", "code"))
    held = [
        AreaRow(area.pk, code_of[area.unit_id], area.name, tuple(w for w in area.words.splitlines() if w.strip()))
        for area in Area.objects.order_by("pk")
        if area.unit_id in code_of
    ]
    return Gazetteer((*facts.communes(), *_others(code_of)), (*facts.old_units(), *facts.older_units()), held)


def _others(code_of: dict[int, str]) -> list[facts.Commune]:
    """Communes of this house that the carried facts do not hold: a house elsewhere finds its own all the same."""
    known = {row.code for row in facts.communes()}
    rows = Unit.objects.filter(pk__in=[pk for pk, code in code_of.items() if code not in known]).order_by("pk")
    return [
        facts.Commune(code_of[unit.pk], unit.name, "", unit.lat or 0.0, unit.lon or 0.0, unit.area_km2 or 0.0)
        for unit in rows
    ]
