"""Duplicates: one tip leads, the others follow; their reporters stay apart."""

from __future__ import annotations

from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.conversations.actions import reply
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.tips import rules
from lantoa.tips.actions.move import UNDO, NotAllowed, TooLate, WrongMove, move
from lantoa.tips.models import Tip
from lantoa.tips.states import OPEN, State


class NotTogether(Exception):
    """These two cannot be merged: the same tip, one of them ended, or on a desk you do not hold."""


@transaction.atomic
def merge(*, by: Actor, tip: Tip, into: Tip) -> Tip:
    """Let ``tip`` follow ``into``. Raises NotAllowed, NotTogether, WrongMove, TooLate."""
    if not rules.may_move(by, tip) or not rules.may_move(by, into):
        raise NotAllowed
    if tip.pk == into.pk or into.state not in OPEN:
        raise NotTogether
    before = tip.state
    Tip.objects.filter(merged_into=tip).update(merged_into=into)
    return move(by=by, tip=tip, to=State.MERGED, merged_into=into, merged_from=before, merged_at=clock.now(),
                merged_by=Staff.objects.filter(pk=by.id).first())  # fmt: skip


@transaction.atomic
def unmerge(*, by: Actor, tip: Tip) -> Tip:
    """Take a merge back: the same person, within 10 minutes. Raises NotAllowed, TooLate, WrongMove."""
    if not rules.may_move(by, tip) or str(tip.merged_by_id) != by.id:
        raise NotAllowed
    if tip.state != State.MERGED:
        raise WrongMove(tip.state)
    if tip.merged_at is None or clock.now() - tip.merged_at > UNDO:
        raise TooLate
    return move(by=by, tip=tip, to=State(tip.merged_from), merged_into=None, merged_from="", merged_at=None,
                merged_by=None)  # fmt: skip


@transaction.atomic
def copy_answer(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> int:
    """Send one answer to the reporters of the tips that follow this one, each in their own thread.

    Returns how many. Raises NotAllowed.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    followers = Tip.objects.select_related("thread__desk__unit", "thread__correspondent").filter(merged_into=tip)
    sent = 0
    for one in followers:
        if rules.may_move(by, one):
            reply.answer(by=by, thread=one.thread, ready=ready, leak_reason=leak_reason)
            sent += 1
    return sent
