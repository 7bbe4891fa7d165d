"""Who may change the map of the house."""

from __future__ import annotations

from lantoa.journal.logic import Actor


def may_arrange(who: Actor) -> bool:
    """Units, areas, codes and calendar are arranged by the house's commands and by its administrators."""
    return who.may("house") or who.may("arrange_places")
