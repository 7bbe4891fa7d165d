"""Which account sends short messages for a unit, and to which number its duty desk answers."""

from __future__ import annotations

from lantoa.delivery.models import Account
from lantoa.kit import phones
from lantoa.places.models import Unit
from lantoa.places.queries import duty_phone


def text_account(unit_id: int | None) -> int | None:
    """The account that can send a short message for this unit or one above it, if there is one."""
    unit = Unit.objects.filter(pk=unit_id or 0).first()
    able = Account.objects.filter(kind="sms", active=True, may_send=True, unit__in=unit.line if unit else [])
    held = able.order_by("-unit__path").first()
    return held.pk if held else None


def duty_number(unit_id: int | None) -> str:
    """The number of the unit's duty desk, else of the nearest unit above, else of the house; empty when none is set."""
    return phones.normal(duty_phone(unit_id or 0)) or ""
