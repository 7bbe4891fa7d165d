"""The one door of the state machine, and the verbs that are a move and little else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.conversations.actions.cards import write_card
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.undo import in_time
from lantoa.tips import rules
from lantoa.tips.models import Again, Tip
from lantoa.tips.queries.clocks import next_due
from lantoa.tips.states import NEEDS_AN_ANSWER, OPEN, State, may_move


class NotAllowed(Exception):
    """This person may not do this with this tip."""


class WrongMove(Exception):
    """From this state the tip cannot go there."""


class TooLate(Exception):
    """Somebody else moved the tip first; look again."""


class Passed(Exception):
    """The time in which this could be done or undone is over."""


def move(*, by: Actor, tip: Tip, to: State, verb: str = "", **changes: Any) -> Tip:
    """Move a tip where its state still is the one that was seen, with further columns.

    Stamps the hours that clocks ask for, sets chip, open and due of the card (a withdrawal's card belongs to
    ``forget.withdraw``), and writes the journal line ``tip.<state>``, or ``verb`` where it was something else. A merged
    tip moves only when ``changes`` let go of its main. Raises WrongMove, TooLate. Runs inside the caller's
    transaction.
    """
    if not may_move(tip.state, to) or (tip.state == State.MERGED and changes.get("merged_into", tip) is not None):
        raise WrongMove(f"{tip.state} -> {to}")
    seen = tip.state
    columns = {"state": to, **_stamps(tip, to), **changes}
    if not Tip.objects.filter(pk=tip.pk, state=seen).update(**columns):
        raise TooLate
    for name, value in columns.items():
        setattr(tip, name, value)
    _rounds(tip, seen, to)
    if to != State.WITHDRAWN:
        _card(tip, to)
    write(
        by=by,
        verb=verb if verb else f"tip.{to}",
        unit=tip.thread.desk.unit_id,
        thread=tip.thread_id,
        about=f"tip:{tip.pk}",
    )
    return tip


def _stamps(tip: Tip, to: State) -> dict[str, datetime | None]:
    """The hours that follow from a move; one that takes a merge back stamps nothing."""
    now = clock.now()
    if tip.state == State.MERGED and to != State.WITHDRAWN:
        return {}
    found: dict[str, datetime | None] = {}
    if to in (State.ACKNOWLEDGED, State.CHECKING, State.ANSWERED, State.HANDED_OVER):
        found["acknowledged_at"] = tip.acknowledged_at or now
    if to == State.CHECKING:
        found |= {"checking_at": tip.checking_at or now, "closed_at": None, "answered_at": None}
    if to == State.ANSWERED:
        found |= {"answered_at": now, "first_answered_at": tip.first_answered_at or now}
    if to in (State.CLOSED, State.REFUSED, State.WITHDRAWN):
        found["closed_at"] = now
    if to == State.HANDED_OVER:
        found["handed_over_at"] = now
    return found


def _rounds(tip: Tip, seen: str, to: State) -> None:
    """A reopened tip is checked in a further round with a clock of its own; whatever ends the checking ends it."""
    if to == State.CHECKING and seen in (State.ANSWERED, State.CLOSED):
        Again.objects.create(tip=tip, since=clock.now())
    elif to not in NEEDS_AN_ANSWER and State.MERGED not in (seen, to):
        Again.objects.filter(tip=tip, done_at=None).update(done_at=clock.now())


def _card(tip: Tip, to: State) -> None:
    card: dict[str, Any] = {"chip": str(to), "open": to in OPEN, "closed_at": None, "keep_until": None}
    if to not in OPEN:
        card |= {"closed_at": clock.now(), "unread": False}
        card.pop("keep_until")
    if to not in NEEDS_AN_ANSWER:
        card["waiting"] = False
    write_card(thread=tip.thread, **card)
    write_card(thread=tip.thread, due_at=next_due(tip))


@transaction.atomic
def acknowledge(*, by: Actor, tip: Tip) -> Tip:
    """An officer has seen it. Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    return move(by=by, tip=tip, to=State.ACKNOWLEDGED)


@transaction.atomic
def take_back_look(*, by: Actor, tip: Tip) -> Tip:
    """Undo ``acknowledge`` within ten minutes. Raises NotAllowed, WrongMove, TooLate, Passed."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if not in_time(tip.acknowledged_at, clock.now()):
        raise Passed
    return move(by=by, tip=tip, to=State.RECEIVED, verb="tip.look_taken_back", acknowledged_at=None)


@transaction.atomic
def start_checking(*, by: Actor, tip: Tip) -> Tip:
    """Work begins (or begins again after an answer). Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    return move(by=by, tip=tip, to=State.CHECKING)
