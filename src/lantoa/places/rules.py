"""Who may change the map of the house."""

from __future__ import annotations

from lantoa.journal.logic import Actor
from lantoa.places.models import Unit


def may_arrange(who: Actor) -> bool:
    """Units, areas, codes and calendar are arranged by the house's commands and by its administrators."""
    return who.may("house") or who.may("arrange_places")


def may_set_number(who: Actor, unit: Unit) -> bool:
    """The number of a duty desk is written down by whoever leads that unit."""
    return who.may("house") or (who.may("duty.number") and who.unit == unit.pk)
