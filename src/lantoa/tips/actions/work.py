"""Working on a tip: asking back, answering with evidence, marking, extending, refusing, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.conversations.actions import handle, reply
from lantoa.conversations.actions.cards import write_card
from lantoa.conversations.states import LEADS_TO_TIP, Kind
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.media.logic.take import Taken
from lantoa.places.models import Area, Unit
from lantoa.tips import rules
from lantoa.tips.actions.move import NotAllowed, WrongMove, move, next_due
from lantoa.tips.models import Tip
from lantoa.tips.states import ENDED, NEEDS_AN_ANSWER, OPEN, Refusal, State

MOST_EXTENSION = 40


class TooLong(Exception):
    """The time for checking cannot be extended that far (at most 2 months in all)."""


def _line(by: Actor, verb: str, tip: Tip) -> None:
    write(by=by, verb=verb, unit=tip.thread.desk.unit_id, thread=tip.thread_id, about=f"tip:{tip.pk}")


@transaction.atomic
def ask_more(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Ask the reporter back; our own clocks stand still until they write. Raises NotAllowed, WrongMove."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in OPEN:
        raise WrongMove(tip.state)
    if tip.state == State.RECEIVED:
        move(by=by, tip=tip, to=State.ACKNOWLEDGED, acknowledged_at=clock.now())
    reply.answer(by=by, thread=tip.thread, ready=ready, leak_reason=leak_reason)
    if tip.waiting_since is None:
        tip.waiting_since = clock.now()
        tip.save(update_fields=["waiting_since"])
    write_card(thread=tip.thread, waiting=True, due_at=next_due(tip))
    _line(by, "tip.asked", tip)
    return tip


@transaction.atomic
def say(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Write to the reporter without ending anything. Raises NotAllowed."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state == State.RECEIVED:
        move(by=by, tip=tip, to=State.ACKNOWLEDGED, acknowledged_at=clock.now())
    reply.answer(by=by, thread=tip.thread, ready=ready, leak_reason=leak_reason)
    if tip.noticed_at is None:
        tip.noticed_at = clock.now()
        tip.save(update_fields=["noticed_at"])
        write_card(thread=tip.thread, due_at=next_due(tip))
    return tip


@transaction.atomic
def answer(
    *, by: Actor, tip: Tip, ready: reply.Ready, files: Sequence[Taken] = (),
    leak_reason: str = "",
) -> Tip:  # fmt: skip
    """Tell the reporter what was done, with evidence where there is some. Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    now = clock.now()
    reply.answer(by=by, thread=tip.thread, ready=ready, files=files, leak_reason=leak_reason)
    changes: dict[str, Any] = {"answered_at": now, "acknowledged_at": tip.acknowledged_at or now}
    if tip.waiting_since is not None:
        changes |= {"waited": tip.waited + (now - tip.waiting_since), "waiting_since": None}
    return move(by=by, tip=tip, to=State.ANSWERED, **changes)


@transaction.atomic
def close(*, by: Actor, tip: Tip) -> Tip:
    """End an answered tip; the reporter is asked whether it helped. Raises NotAllowed, WrongMove, TooLate.

    A tip that has ended already, but whose reporter wrote once more, is only put away again.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state in ENDED and tip.thread.open:
        write_card(thread=tip.thread, open=False, chip=tip.state, closed_at=clock.now(), unread=False)
        _line(by, "thread.closed", tip)
        return tip
    return move(by=by, tip=tip, to=State.CLOSED, closed_at=clock.now())


@transaction.atomic
def refuse(*, by: Actor, tip: Tip, refusal: Refusal, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Refuse with a reason that the reporter reads. Raises NotAllowed, WrongMove, TooLate.

    A wrong kind is no end of the matter: the thread goes on as a question.
    """
    if not rules.may_refuse(by, tip):
        raise NotAllowed
    reply.answer(by=by, thread=tip.thread, ready=ready, leak_reason=leak_reason)
    if refusal == Refusal.WRONG_KIND:
        return _goes_on_as(by, tip, Kind.QUESTION)
    return move(by=by, tip=tip, to=State.REFUSED, refusal=refusal, closed_at=clock.now())


def _goes_on_as(by: Actor, tip: Tip, kind: str) -> Tip:
    """The tip ends as one of the wrong kind, the thread goes on."""
    move(by=by, tip=tip, to=State.REFUSED, refusal=Refusal.WRONG_KIND, closed_at=clock.now())
    write_card(thread=tip.thread, has_tip=False, open=True, closed_at=None)
    handle.correct(by=by, thread=tip.thread, kind=kind)
    return tip


@transaction.atomic
def relabel(*, by: Actor, tip: Tip, kind: str = "", category: str = "", urgency: str = "") -> Tip:
    """Set the labels a person sees fit. A kind that leads to no tip ends the tip, and the thread goes on.

    Raises NotAllowed, WrongMove, TooLate.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    if kind and kind not in LEADS_TO_TIP:
        if not rules.may_refuse(by, tip):
            raise NotAllowed
        _goes_on_as(by, tip, kind)
        kind = ""
    handle.correct(by=by, thread=tip.thread, kind=kind, category=category, urgency=urgency)
    return tip


@transaction.atomic
def transfer(*, by: Actor, tip: Tip, unit: Unit, area: Area | None = None) -> Tip:
    """Move a tip whole to another unit or area, where its clocks go on. Raises NotAllowed, WrongMove."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in OPEN:
        raise WrongMove(tip.state)
    handle.hand_to(by=by, thread=tip.thread, unit=unit, area=area)
    tip.unit = unit
    tip.save(update_fields=["unit"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    return tip


@transaction.atomic
def mark_crime(*, by: Actor, tip: Tip) -> Tip:
    """*Có dấu hiệu tội phạm*: 24 hours start now, and a withdrawal no longer destroys. Raises NotAllowed, WrongMove."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in OPEN or tip.crime_at is not None:
        raise WrongMove(tip.state)
    tip.crime_at = clock.now()
    tip.crime_by = Staff.objects.filter(pk=by.id).first()
    tip.save(update_fields=["crime_at", "crime_by"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    _line(by, "tip.marked_crime", tip)
    return tip


@transaction.atomic
def extend(*, by: Actor, tip: Tip, days: int) -> Tip:
    """Give checking more days, at most 2 months in all. Raises NotAllowed, WrongMove, TooLong."""
    if not rules.may_refuse(by, tip):
        raise NotAllowed
    if tip.state not in NEEDS_AN_ANSWER:
        raise WrongMove(tip.state)
    if days < 1 or tip.extended_days + days > MOST_EXTENSION:
        raise TooLong
    tip.extended_days += days
    tip.save(update_fields=["extended_days"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    _line(by, "tip.extended", tip)
    return tip


@transaction.atomic
def hand_over(*, by: Actor, tip: Tip, to: str, official_number: str = "") -> Tip:
    """Hand over to the official side with a sheet that names no reporter. Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_hand_over(by, tip):
        raise NotAllowed
    now = clock.now()
    return move(by=by, tip=tip, to=State.HANDED_OVER, handed_over_at=now, handed_to=to[:120],
                official_number=official_number[:40], acknowledged_at=tip.acknowledged_at or now)  # fmt: skip


@transaction.atomic
def number_officially(*, by: Actor, tip: Tip, official_number: str) -> Tip:
    """Write down the number of the official register. Raises NotAllowed, WrongMove."""
    if not rules.may_hand_over(by, tip):
        raise NotAllowed
    if tip.state != State.HANDED_OVER:
        raise WrongMove(tip.state)
    tip.official_number = official_number.strip()[:40]
    tip.save(update_fields=["official_number"])
    _line(by, "tip.numbered", tip)
    return tip
