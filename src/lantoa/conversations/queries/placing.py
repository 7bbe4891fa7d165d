"""From the places sorting saw to rows: codes to communes, names to areas."""

from __future__ import annotations

from collections.abc import Sequence

from lantoa.conversations.logic.sorting import PlaceSeen
from lantoa.places import queries as places
from lantoa.places.models import Area, Unit


def city() -> Unit:
    """The city of this house. Raises Unit.DoesNotExist on an empty house."""
    found = places.units_in_force(kind="city").first()
    if found is None:
        raise Unit.DoesNotExist("No city yet: load the places first (lantoa places facts).")
    return found


def named_place(seen: Sequence[PlaceSeen], text: str, home: int | None) -> tuple[Unit | None, Area | None]:
    """The commune and area that the words name, when they name exactly one with enough weight.

    An area without its commune is looked for in the commune whose account or page was written to.
    """
    if len(seen) > 1 and seen[1].score > 0.9 * seen[0].score and seen[1].code != seen[0].code:
        return None, None
    unit = places.unit_by_code(seen[0].code) if seen else None
    where = unit.pk if unit is not None else home
    area = places.area_named(where, text) if where is not None else None
    if area is not None and unit is None:
        unit = area.unit
    return unit, area
