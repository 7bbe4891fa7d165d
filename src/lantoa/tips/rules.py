"""Who may do what with a tip; the thread's desk says which tips."""

from __future__ import annotations

from lantoa.conversations import rules as threads
from lantoa.journal.logic import Actor
from lantoa.tips.models import Tip


def may_read(actor: Actor, tip: Tip) -> bool:
    """On one of the person's desks."""
    return threads.may_read(actor, tip.thread)


def may_move(actor: Actor, tip: Tip) -> bool:
    """Acknowledge, check, ask, answer, merge."""
    return may_read(actor, tip) and actor.may("tip.move")


def may_refuse(actor: Actor, tip: Tip) -> bool:
    """Refuse with a reason, extend the time for checking."""
    return may_read(actor, tip) and actor.may("tip.refuse")


def may_hand_over(actor: Actor, tip: Tip) -> bool:
    """Hand over to the official side."""
    return may_read(actor, tip) and actor.may("tip.hand_over")
