"""Which account sends short messages for a unit, and to which number its duty desk answers."""

from __future__ import annotations

from django.conf import settings

from lantoa.delivery.models import Account
from lantoa.kit import phones
from lantoa.places.models import Unit


def text_account(unit_id: int | None) -> int | None:
    """The account that can send a short message for this unit or one above it, if there is one."""
    held = Account.objects.filter(kind="sms", active=True, unit__in=_line(unit_id)).order_by("-unit__path").first()
    return held.pk if held else None


def duty_number(unit_id: int | None) -> str:
    """The number of the unit's duty desk, else of the nearest unit above, else of the house; empty when none is set."""
    units = Unit.objects.filter(pk__in=_line(unit_id)).exclude(duty_phone="").order_by("-path")
    number = units.values_list("duty_phone", flat=True).first() or settings.DUTY_PHONE
    return phones.normal(number) or ""


def _line(unit_id: int | None) -> list[int]:
    path = Unit.objects.filter(pk=unit_id or 0).values_list("path", flat=True).first() or ""
    return [int(pk) for pk in path.strip("/").split("/") if pk]
