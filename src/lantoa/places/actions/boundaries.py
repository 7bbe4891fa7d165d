"""Loading boundaries from a file of the operator's own: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit.fold import fold
from lantoa.places.actions.units import check
from lantoa.places.logic import geometry
from lantoa.places.logic.geojson import Outline
from lantoa.places.models import Boundary, Unit
from lantoa.places.queries import unit_by_code


class BoundariesRefused(Exception):
    """The file does not fit the units of the house; ``faults`` says where. Nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@transaction.atomic
def load_boundaries(*, by: Actor, outlines: Sequence[Outline], dry_run: bool = False) -> int:
    """Boundaries of units in force today, by code. Returns how many. Raises NotAllowed, BoundariesRefused."""
    check(by)
    faults: list[str] = []
    pairs: list[tuple[Unit, Outline]] = []
    for outline in outlines:
        unit = unit_by_code(outline.code)
        if unit is None:
            faults.append(f"Mã {outline.code} ({outline.name or 'không tên'}) không có trong danh mục hôm nay.")
        elif outline.name and fold(outline.name) != fold(unit.name):
            faults.append(f"Mã {outline.code} ở đây là {unit.name}, tệp ghi {outline.name}.")
        elif not _holds_own_point(unit, outline):
            faults.append(f"Mã {outline.code} ({unit.name}): điểm giữa đơn vị nằm ngoài ranh giới trong tệp.")
        else:
            pairs.append((unit, outline))
    if faults:
        raise BoundariesRefused(faults)
    if dry_run:
        return len(pairs)
    Unit.objects.bulk_update(_bounded(pairs), ["west", "south", "east", "north"], batch_size=50)
    Boundary.objects.bulk_create(
        [Boundary(unit=unit, shape=outline.shape) for unit, outline in pairs],
        batch_size=20,
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=["shape"],
    )
    journal.write(by=by, verb="boundaries.loaded", about=f"units:{len(pairs)}")
    return len(pairs)


def _holds_own_point(unit: Unit, outline: Outline) -> bool:
    if unit.lat is None or unit.lon is None:
        return True
    return geometry.holds(outline.shape, lat=unit.lat, lon=unit.lon)


def _bounded(pairs: Iterable[tuple[Unit, Outline]]) -> list[Unit]:
    units = []
    for unit, outline in pairs:
        unit.west, unit.south, unit.east, unit.north = outline.box
        units.append(unit)
    return units
