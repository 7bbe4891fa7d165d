"""Making and changing printed links, and counting how often they are opened."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import F

from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.links import rules
from lantoa.links.models import DayScans, PrintedLink
from lantoa.links.states import Target
from lantoa.places.models import Area, Unit

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_LETTERS = "abcdefghjkmnpqrstuvwxyz"


class NotAllowed(Exception):
    """Links of this unit are not this person's."""


class WrongArea(Exception):
    """The area does not belong to the unit."""


def _drawn() -> str:
    """Eight signs, the first a letter: never mistaken for a commune's code."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(7))


@transaction.atomic
def make_link(*, by: Actor, unit: Unit, area: Area | None, label: str, target: Target = Target.REPORT) -> PrintedLink:
    """A new link with drawn signs. Raises NotAllowed, WrongArea."""
    if not rules.may_manage(by, unit):
        raise NotAllowed
    if area is not None and area.unit_id != unit.pk:
        raise WrongArea
    link = PrintedLink.objects.create(
        signs=_drawn(), unit=unit, area=area, label=label, target=target, made_at=clock.now()
    )
    write(by=by, verb="link.made", unit=unit.pk, about=f"link:{link.pk}")
    return link


@transaction.atomic
def change_link(
    *, by: Actor, link: PrintedLink, area: Area | None, label: str, target: Target, active: bool
) -> PrintedLink:
    """Change where the printed signs lead, from now on. Raises NotAllowed, WrongArea."""
    if not rules.may_manage(by, link.unit):
        raise NotAllowed
    if area is not None and area.unit_id != link.unit_id:
        raise WrongArea
    link.area, link.label, link.target, link.active = area, label, target, active
    link.save(update_fields=["area", "label", "target", "active"])
    write(by=by, verb="link.changed", unit=link.unit_id, about=f"link:{link.pk}")
    return link


def count_scan(*, link: PrintedLink) -> None:
    """One more opening on this day; nothing else is kept, and no line: nobody acted."""
    day = clock.today()
    if not DayScans.objects.filter(link=link, day=day).update(scans=F("scans") + 1):
        row, made = DayScans.objects.get_or_create(link=link, day=day, defaults={"scans": 1})
        if not made:
            DayScans.objects.filter(pk=row.pk).update(scans=F("scans") + 1)
