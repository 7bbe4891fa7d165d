"""Writing down the number of a unit's duty desk."""

from __future__ import annotations

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import phones
from lantoa.places import rules
from lantoa.places.actions.units import NotAllowed
from lantoa.places.models import Unit


class NoNumber(Exception):
    """What was typed is no phone number of this country."""


@transaction.atomic
def set_duty_phone(*, by: Actor, unit: Unit, number: str) -> Unit:
    """Set the number that residents of this unit are told to call; an empty one takes that of the unit above.

    The journal keeps the number: whoever changes it decides whom people in need reach. Raises NotAllowed, NoNumber.
    """
    if not rules.may_set_number(by, unit):
        raise NotAllowed
    number = " ".join(number.split())
    plain = number.translate(str.maketrans("", "", " .-()"))
    if number and (len(number) > 20 or not plain.removeprefix("+").isdecimal() or phones.normal(number) is None):
        raise NoNumber
    if number == unit.duty_phone:
        return unit
    unit.duty_phone = number
    unit.save(update_fields=["duty_phone"])
    journal.write(by=by, verb="unit.number_set", unit=unit.pk, about=f"number:{phones.normal(number) or ''}")
    return unit
