"""Who may do what with the post."""

from __future__ import annotations

from lantoa.journal.logic import Actor


def may_connect(by: Actor) -> bool:
    """Connecting accounts: whoever holds the machine; the command acts as the house."""
    return by.kind == "house"


def may_see_stuck(by: Actor) -> bool:
    """Rows that are set aside, without content: the house, and staff with that page."""
    return by.kind == "house" or by.may("stuck.see")
