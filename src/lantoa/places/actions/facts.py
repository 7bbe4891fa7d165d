"""Loading the carried facts: the city, its 103 communes, and the units they followed."""

from __future__ import annotations

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.places.actions.mapping import load_map, make_all
from lantoa.places.actions.units import check, make_unit
from lantoa.places.logic import facts
from lantoa.places.models import Desk, Unit, UnitCode
from lantoa.places.queries import unit_by_code
from lantoa.places.states import DESKS, UnitKind


@transaction.atomic
def load_facts(*, by: Actor) -> Unit:
    """The city of the carried facts, made when missing; loading twice changes nothing. Returns the city."""
    check(by)
    held = unit_by_code(facts.CITY[0], facts.MERGED)
    if held is not None and held.kind == UnitKind.CITY:
        return held
    root = Unit.objects.filter(kind=UnitKind.COUNTRY).order_by("pk").first()
    if root is None:
        root = make_unit(by=by, kind=UnitKind.COUNTRY, name="Việt Nam")
    city = make_unit(
        by=by, kind=UnitKind.CITY, name=facts.CITY[1], parent=root, code=facts.CITY[0], valid_from=facts.MERGED
    )
    _communes(city)
    load_map(by=by, rows=facts.old_units())
    journal.write(by=by, verb="facts.loaded", unit=city.pk, about=f"unit:{city.pk}")
    return city


def _communes(city: Unit) -> None:
    rows = facts.communes()
    units = make_all(
        [
            Unit(
                kind=UnitKind.COMMUNE,
                name=row.name,
                parent=city,
                valid_from=facts.MERGED,
                lat=row.lat,
                lon=row.lon,
                area_km2=row.area_km2,
            )
            for row in rows
        ],
        {city.pk: city},
    )
    codes = [UnitCode(unit=u, code=r.code, valid_from=facts.MERGED) for u, r in zip(units, rows, strict=True)]
    UnitCode.objects.bulk_create(codes)
    Desk.objects.bulk_create([Desk(kind=kind, unit=unit) for unit in units for kind in DESKS[UnitKind.COMMUNE]])
