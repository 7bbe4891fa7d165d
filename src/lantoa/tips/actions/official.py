"""The official side of a tip: the mark of a crime, the hand-over, the number of the register."""

from __future__ import annotations

from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.conversations.actions.cards import write_card
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.undo import in_time
from lantoa.tips import rules
from lantoa.tips.actions.merge import tell
from lantoa.tips.actions.move import NotAllowed, Passed, WrongMove, move
from lantoa.tips.logic import words
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import next_due
from lantoa.tips.states import OPEN, State


def _line(by: Actor, verb: str, tip: Tip) -> None:
    write(by=by, verb=verb, unit=tip.thread.desk.unit_id, thread=tip.thread_id, about=f"tip:{tip.pk}")


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
def unmark_crime(*, by: Actor, tip: Tip) -> Tip:
    """A slip: the mark goes again, by the same person within 10 minutes; the journal keeps both lines.

    Raises NotAllowed, WrongMove, Passed.
    """
    if not rules.may_move(by, tip) or (tip.crime_at is not None and str(tip.crime_by_id) != by.id):
        raise NotAllowed
    if tip.state not in OPEN or tip.crime_at is None:
        raise WrongMove(tip.state)
    if not in_time(tip.crime_at, clock.now()):
        raise Passed
    tip.crime_at = tip.crime_by = None
    tip.save(update_fields=["crime_at", "crime_by"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    _line(by, "tip.unmarked_crime", tip)
    return tip


@transaction.atomic
def hand_over(*, by: Actor, tip: Tip, to: str, official_number: str = "") -> Tip:
    """Hand over to the official side. Whoever was merged into it and heard nothing since is told.

    Raises NotAllowed, WrongMove, TooLate.
    """
    if not rules.may_hand_over(by, tip):
        raise NotAllowed
    move(by=by, tip=tip, to=State.HANDED_OVER, handed_to=to[:120], official_number=official_number[:40])
    tell(main=tip, text=words.FOLLOWER_HANDED_OVER)
    return tip


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
