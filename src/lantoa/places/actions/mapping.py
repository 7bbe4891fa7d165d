"""Taking in what followed what: units of the past, their codes, and where their ground went."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.places.actions.units import check
from lantoa.places.logic import facts
from lantoa.places.logic.facts import OldUnit
from lantoa.places.models import Succession, Unit, UnitCode
from lantoa.places.queries import unit_by_code
from lantoa.places.states import UnitKind

LAST_DAY = facts.MERGED - timedelta(days=1)


class MapRefused(Exception):
    """Rows name units of today that the house does not know; ``faults`` says which. Nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@transaction.atomic
def load_map(*, by: Actor, rows: Sequence[OldUnit], dry_run: bool = False) -> int:
    """Old units and where they went; pairs already known stay as they were reviewed. Returns how many are new.

    Raises NotAllowed, MapRefused.
    """
    check(by)
    today = {code: unit_by_code(code, facts.MERGED) for code in {row.new_code for row in rows}}
    unknown = sorted(code for code, unit in today.items() if unit is None)
    if unknown:
        raise MapRefused([f"Mã mới {code} không có trong danh mục; nạp danh mục trước." for code in unknown])
    known = set(Succession.objects.values_list("old__codes__code", "new_id"))
    if dry_run:
        return sum((row.code, _pk(today[row.new_code])) not in known for row in rows)
    old = _old_units(rows)
    made = Succession.objects.bulk_create(
        Succession(old=old[row.code], new_id=_pk(today[row.new_code]), whole=row.trusted == "yes",
                   trusted=row.trusted != "no")
        for row in rows
        if (row.code, _pk(today[row.new_code])) not in known
    )  # fmt: skip
    journal.write(by=by, verb="map.loaded", about=f"rows:{len(made)}")
    return len(made)


def _pk(unit: Unit | None) -> int:
    return unit.pk if unit else 0


def make_all(units: list[Unit], parents: dict[int, Unit]) -> list[Unit]:
    """Many units at once, each with its path."""
    for unit in units:
        unit.path = secrets.token_hex(16)
    made = Unit.objects.bulk_create(units)
    for unit in made:
        unit.path = f"{parents[unit.parent_id or 0].path}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"], batch_size=200)
    return made


def _old_units(rows: Sequence[OldUnit]) -> dict[str, Unit]:
    """The units of the past by code; missing ones, and what they lay in, are made."""
    codes = UnitCode.objects.filter(valid_to=LAST_DAY).select_related("unit")
    held = {row.code: row.unit for row in codes}
    new = {row.code: row for row in rows if row.code not in held}
    if not new:
        return held
    root = Unit.objects.filter(kind=UnitKind.COUNTRY).order_by("pk").first()
    if root is None:
        raise MapRefused(["Chưa có danh mục nào; chạy lantoa places facts trước."])
    cities = _level(root, UnitKind.CITY, sorted({f"{row.province} (trước 01/07/2025)" for row in new.values()}))
    districts: dict[tuple[str, str], Unit] = {}
    for province in sorted({row.province for row in new.values()}):
        names = sorted({row.district for row in new.values() if row.province == province})
        above = cities[f"{province} (trước 01/07/2025)"]
        districts |= {(province, name): unit for name, unit in _level(above, UnitKind.DISTRICT, names).items()}
    made = make_all(
        [
            Unit(kind=UnitKind.COMMUNE, name=row.name, parent=districts[row.province, row.district], valid_to=LAST_DAY)
            for row in new.values()
        ],
        {unit.pk: unit for unit in districts.values()},
    )
    UnitCode.objects.bulk_create(
        [UnitCode(unit=unit, code=code, valid_to=LAST_DAY) for code, unit in zip(new, made, strict=True)]
    )
    return held | dict(zip(new, made, strict=True))


def _level(parent: Unit, kind: str, names: list[str]) -> dict[str, Unit]:
    held = {unit.name: unit for unit in parent.children.filter(kind=kind, name__in=names)}
    missing = [Unit(kind=kind, name=name, parent=parent, valid_to=LAST_DAY) for name in names if name not in held]
    return held | {unit.name: unit for unit in make_all(missing, {parent.pk: parent})}
