"""The number of a unit's duty desk: its own, else that of the nearest unit above which has one."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError

from lantoa.kit import duty
from lantoa.places.models import Unit
from lantoa.places.states import UnitKind


def duty_phones(units: Iterable[Unit]) -> dict[int, str]:
    """The duty number for each of these units; empty where nobody wrote one down. One statement for all of them."""
    lines = {unit.pk: unit.line for unit in units}
    wanted = {pk for line in lines.values() for pk in line}
    numbers = dict(Unit.objects.filter(pk__in=wanted).exclude(duty_phone="").values_list("pk", "duty_phone"))
    return {
        pk: next((numbers[step] for step in reversed(line) if step in numbers), settings.DUTY_PHONE)
        for pk, line in lines.items()
    }


def duty_phone(unit: Unit | int) -> str:
    """The duty number of a unit as it was written down, or empty: then pages say 113."""
    held = unit if isinstance(unit, Unit) else Unit.objects.filter(pk=unit).first()
    return duty_phones([held])[held.pk] if held is not None else settings.DUTY_PHONE


def public_number(unit: Unit | int | None) -> str:
    """The number that a public page shows: of the unit it is about, else of the one city of this house.

    Whom to call is said also while the database does not answer. At most one statement where the unit is in hand.
    """
    try:
        if unit is not None:
            return duty_phone(unit)
        cities = list(Unit.objects.filter(kind=UnitKind.CITY).values_list("duty_phone", flat=True)[:2])
    except DatabaseError:
        return duty.known()
    duty.remember(cities[0] if len(cities) == 1 else "")
    return duty.known()
