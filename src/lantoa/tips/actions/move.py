"""The one door of the state machine, and the verbs that are a move and little else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.conversations.actions.cards import write_card
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.tips import rules
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.states import OPEN, State, may_move

UNDO = timedelta(minutes=10)
FAR = timedelta(days=3650)


class NotAllowed(Exception):
    """This person may not do this with this tip."""


class WrongMove(Exception):
    """From this state the tip cannot go there."""


class TooLate(Exception):
    """Somebody else moved the tip first; look again."""


def move(*, by: Actor, tip: Tip, to: State, **changes: Any) -> Tip:
    """Move a tip where its state still is the one that was seen, with further columns.

    Sets the chip, open and due of the card, and writes the journal line ``tip.<state>``.
    Raises WrongMove, TooLate. Runs inside the caller's transaction.
    """
    if not may_move(tip.state, to):
        raise WrongMove(f"{tip.state} -> {to}")
    seen = tip.state
    if not Tip.objects.filter(pk=tip.pk, state=seen).update(state=to, **changes):
        raise TooLate
    for name, value in {"state": to, **changes}.items():
        setattr(tip, name, value)
    thread = tip.thread
    is_open = to in OPEN
    card: dict[str, Any] = {"chip": str(to), "open": is_open, "due_at": next_due(tip)}
    if not is_open:
        card |= {"closed_at": clock.now(), "unread": False, "waiting": False}
    else:
        card |= {"closed_at": None, "keep_until": None}
    write_card(thread=thread, **card)
    write(by=by, verb=f"tip.{to}", unit=thread.desk.unit_id, thread=thread.n, about=f"tip:{tip.pk}")
    return tip


def next_due(tip: Tip) -> datetime:
    """The nearest hour that is still to be met; far away when none runs."""
    running = [one.due_at for one in clocks_of(tip) if one.running]
    return min(running, default=clock.now() + FAR)


@transaction.atomic
def acknowledge(*, by: Actor, tip: Tip) -> Tip:
    """An officer has seen it. Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    return move(by=by, tip=tip, to=State.ACKNOWLEDGED, acknowledged_at=clock.now())


@transaction.atomic
def start_checking(*, by: Actor, tip: Tip) -> Tip:
    """Work begins (or begins again after an answer). Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    return move(
        by=by,
        tip=tip,
        to=State.CHECKING,
        acknowledged_at=tip.acknowledged_at or clock.now(),
        closed_at=None,
        answered_at=None,
    )
