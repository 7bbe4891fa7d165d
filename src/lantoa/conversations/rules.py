"""Who may do what with a thread: powers say the verb, the desk says which threads."""

from __future__ import annotations

from lantoa.conversations.models import Thread
from lantoa.conversations.states import Urgency
from lantoa.duties.queries import called
from lantoa.journal.logic import Actor
from lantoa.places.models import Unit
from lantoa.places.states import UnitKind


def may_read(actor: Actor, thread: Thread) -> bool:
    """On one of the person's desks, or an emergency whose bell called this person; never what speaks of oneself."""
    if not actor.may("read") or thread.n in actor.kept_from:
        return False
    return thread.desk_id in actor.desks or (
        thread.urgency == Urgency.EMERGENCY and called(actor).filter(thread=thread.n).exists()
    )


def may_answer(actor: Actor, thread: Thread) -> bool:
    """Write to the resident, correct labels, write notes."""
    return may_read(actor, thread) and actor.may("answer")


def may_assign(actor: Actor, thread: Thread) -> bool:
    """Give a thread to a colleague or to another desk."""
    return may_read(actor, thread) and actor.may("assign")


def may_keep_answers(actor: Actor, unit: Unit) -> bool:
    """Change the ready answers of the own unit; those above communes, which many read, take their own power."""
    if actor.kind == "house":
        return True
    fits = actor.may("bank") if unit.kind == UnitKind.COMMUNE else actor.may("bank.city")
    return actor.unit == unit.pk and fits
