"""Loading the carried facts: the city, its 103 communes, and the units they followed."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.places.actions.units import check, make_unit
from lantoa.places.logic import facts
from lantoa.places.models import Desk, Succession, Unit, UnitCode
from lantoa.places.queries import unit_by_code
from lantoa.places.states import DESKS, UnitKind

LAST_DAY = facts.MERGED - timedelta(days=1)


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
    today = _communes(city)
    _history(root, today)
    journal.write(by=by, verb="facts.loaded", unit=city.pk, about=f"unit:{city.pk}")
    return city


def _made(units: list[Unit], parents: dict[int, Unit]) -> list[Unit]:
    for unit in units:
        unit.path = secrets.token_hex(16)
    made = Unit.objects.bulk_create(units)
    for unit in made:
        unit.path = f"{parents[unit.parent_id or 0].path}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"], batch_size=200)
    return made


def _communes(city: Unit) -> dict[str, Unit]:
    rows = facts.communes()
    units = _made(
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
    return {row.code: unit for row, unit in zip(rows, units, strict=True)}


def _history(root: Unit, today: dict[str, Unit]) -> None:
    rows = {row.code: row for row in facts.old_units()}
    end: date = LAST_DAY
    names = sorted({row.province for row in rows.values()})
    cities = _made(
        [Unit(kind=UnitKind.CITY, name=f"{name} (trước 01/07/2025)", parent=root, valid_to=end) for name in names],
        {root.pk: root},
    )
    by_name = dict(zip(names, cities, strict=True))
    pairs = sorted({(row.province, row.district) for row in rows.values()})
    districts = _made(
        [Unit(kind=UnitKind.DISTRICT, name=d, parent=by_name[p], valid_to=end) for p, d in pairs],
        {unit.pk: unit for unit in cities},
    )
    by_pair = dict(zip(pairs, districts, strict=True))
    olds = _made(
        [
            Unit(kind=UnitKind.COMMUNE, name=r.name, parent=by_pair[r.province, r.district], valid_to=end)
            for r in rows.values()
        ],
        {unit.pk: unit for unit in districts},
    )
    old = dict(zip(rows, olds, strict=True))
    UnitCode.objects.bulk_create([UnitCode(unit=old[code], code=code, valid_to=end) for code in rows])
    Succession.objects.bulk_create(
        Succession(old=old[row.code], new=today[row.new_code], whole=row.trusted == "yes", trusted=row.trusted != "no")
        for row in facts.old_units()
    )
