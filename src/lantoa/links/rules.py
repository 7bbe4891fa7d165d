"""Who may make and change printed links."""

from __future__ import annotations

from lantoa.journal.logic import Actor
from lantoa.places.models import Unit


def may_manage(by: Actor, unit: Unit) -> bool:
    """The chief for the own unit, the movement department for everything below its unit."""
    return by.may("links.manage") and by.unit is not None and f"/{by.unit}/" in unit.path
