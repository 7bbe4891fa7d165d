"""Which desk a thread goes to."""

from __future__ import annotations

from lantoa.places.models import Area, Desk, Unit
from lantoa.places.states import DeskKind


def desk_of(kind: str, unit: Unit | int, area: Area | int | None = None) -> Desk:
    """The desk of this kind in the unit (of the area for a beat). Raises Desk.DoesNotExist."""
    desks = Desk.objects.filter(kind=kind, unit=unit)
    return desks.get(area__isnull=True) if area is None else desks.get(area=area)


def _nearest(unit: Unit, kinds: list[str], *, with_self: bool) -> Desk:
    line = unit.line if with_self or unit.parent_id is None else unit.line[:-1]
    desks = Desk.objects.filter(unit_id__in=line, kind__in=kinds).select_related("unit")
    found = max(desks, key=lambda desk: (len(desk.unit.line), kinds.index(desk.kind)), default=None)
    if found is None:
        raise Desk.DoesNotExist(f"No desk {kinds} above {unit.name}.")
    return found


def above_desk(unit: Unit | int) -> Desk:
    """Where a complaint about this unit lies: its city's *above*; for the city and the root the inspectorate.

    One query (two when given an id). Raises Desk.DoesNotExist.
    """
    held = unit if isinstance(unit, Unit) else Unit.objects.get(pk=unit)
    kinds = [DeskKind.INSPECTORATE, DeskKind.ABOVE]
    return _nearest(held, [str(kind) for kind in kinds], with_self=held.parent_id is None)


def duty_desk(unit: Unit | int) -> Desk:
    """The city's duty desk, for what has no known place; a commune's is that of its city."""
    held = unit if isinstance(unit, Unit) else Unit.objects.get(pk=unit)
    return _nearest(held, [str(DeskKind.DUTY)], with_self=True)
