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


def named_place(seen: Sequence[PlaceSeen]) -> tuple[Unit | None, Area | None]:
    """The commune and area that the words name, when they name exactly one with enough weight."""
    if not seen:
        return None, None
    first = seen[0]
    if len(seen) > 1 and seen[1].score > 0.9 * first.score and seen[1].code != first.code:
        return None, None
    unit = places.unit_by_code(first.code)
    if unit is None or not first.area:
        return unit, None
    return unit, Area.objects.filter(unit=unit, name=first.area).first()
