"""Working on a tip: asking back, answering with evidence, refusing, relabelling, moving, extending."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.conversations.actions import handle, reply
from lantoa.conversations.actions.cards import counted_anew, write_card
from lantoa.conversations.states import LEADS_TO_TIP, Chip, Kind, Urgency
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.media.logic.take import Taken
from lantoa.places.models import Area, Unit
from lantoa.tips import rules
from lantoa.tips.actions.merge import carry, release, tell
from lantoa.tips.actions.move import NotAllowed, WrongMove, move
from lantoa.tips.logic import words
from lantoa.tips.logic.clocks import MOST_EXTENSION
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import days_left, next_due
from lantoa.tips.states import ENDED, NEEDS_AN_ANSWER, OPEN, Refusal, State, may_move


class TooLong(Exception):
    """The time for checking cannot be extended that far (at most 2 months in all)."""


def _line(by: Actor, verb: str, tip: Tip) -> None:
    write(by=by, verb=verb, unit=tip.thread.desk.unit_id, thread=tip.thread_id, about=f"tip:{tip.pk}")


@transaction.atomic
def ask_more(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Ask the reporter back; our own clocks stand still until they write. Raises NotAllowed, WrongMove."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in NEEDS_AN_ANSWER:
        raise WrongMove(tip.state)
    if tip.state == State.RECEIVED:
        move(by=by, tip=tip, to=State.ACKNOWLEDGED)
    _written(by, tip, ready, leak_reason)
    write_card(thread=tip.thread, waiting=True)
    write_card(thread=tip.thread, due_at=next_due(tip))
    _line(by, "tip.asked", tip)
    return tip


@transaction.atomic
def say(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Write to the reporter without ending anything. Raises NotAllowed, WrongMove for what was taken back."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state == State.WITHDRAWN:
        raise WrongMove(tip.state)
    if tip.state == State.RECEIVED:
        move(by=by, tip=tip, to=State.ACKNOWLEDGED)
    _written(by, tip, ready, leak_reason)
    if tip.state in OPEN:
        write_card(thread=tip.thread, due_at=next_due(tip))
    return tip


def _written(by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str, files: Sequence[Taken] = ()) -> None:
    """Words to the reporter: whatever they are, they also tell that the tip was received."""
    reply.answer(by=by, thread=tip.thread, ready=ready, files=files, leak_reason=leak_reason)
    if tip.noticed_at is None:
        tip.noticed_at = clock.now()
        tip.save(update_fields=["noticed_at"])


@transaction.atomic
def answer(
    *, by: Actor, tip: Tip, ready: reply.Ready, files: Sequence[Taken] = (),
    leak_reason: str = "",
) -> Tip:  # fmt: skip
    """Tell the reporter what was done, with evidence where there is some. Raises NotAllowed, WrongMove, TooLate."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if not may_move(tip.state, State.ANSWERED) or tip.state == State.MERGED:
        raise WrongMove(tip.state)
    _written(by, tip, ready, leak_reason, files)
    return move(by=by, tip=tip, to=State.ANSWERED)


@transaction.atomic
def close(*, by: Actor, tip: Tip) -> Tip:
    """End an answered tip; the reporter is asked whether it helped, and whoever was merged into it and heard nothing
    since is told. Raises NotAllowed, WrongMove, TooLate.

    A tip that has ended already, but whose reporter wrote once more, is only put away again.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state in ENDED and tip.thread.open:
        write_card(thread=tip.thread, open=False, chip=tip.state, closed_at=clock.now(), unread=False)
        _line(by, "thread.closed", tip)
        return tip
    move(by=by, tip=tip, to=State.CLOSED)
    tell(main=tip, text=words.FOLLOWER_CLOSED)
    return tip


@transaction.atomic
def refuse(*, by: Actor, tip: Tip, refusal: Refusal, ready: reply.Ready, leak_reason: str = "") -> Tip:
    """Refuse with a reason that the reporter reads. Raises NotAllowed, WrongMove, TooLate.

    A wrong kind is no end of the matter: the thread goes on as a question.
    """
    if not rules.may_refuse(by, tip):
        raise NotAllowed
    if not may_move(tip.state, State.REFUSED):
        raise WrongMove(tip.state)
    _written(by, tip, ready, leak_reason)
    if refusal == Refusal.WRONG_KIND:
        return _goes_on_as(by, tip, Kind.QUESTION)
    move(by=by, tip=tip, to=State.REFUSED, refusal=refusal)
    tell(main=tip, text=words.FOLLOWER_REFUSED.format(why=Refusal(refusal).label.lower()), again=True)
    return tip


def _goes_on_as(by: Actor, tip: Tip, kind: str) -> Tip:
    """The tip ends as one of the wrong kind, the thread goes on; followers are matters of their own."""
    move(by=by, tip=tip, to=State.REFUSED, refusal=Refusal.WRONG_KIND)
    release(by=by, main=tip)
    urgency = Urgency.TODAY if tip.thread.urgency == Urgency.EMERGENCY else tip.thread.urgency
    write_card(thread=tip.thread, has_tip=False, open=True, closed_at=None, chip=Chip.NEW, owed_since=clock.now(),
               urgency=urgency)  # fmt: skip
    handle.corrected(by=by, thread=tip.thread, kind=kind)
    counted_anew(thread=tip.thread)
    return tip


@transaction.atomic
def relabel(
    *, by: Actor, tip: Tip, kind: str = "", category: str = "", urgency: str = "", title: str | None = None
) -> Tip:
    """Set the labels and the title a person sees fit. A kind that leads to no tip ends the tip, and the thread goes on.

    Raises NotAllowed, WrongMove, TooLate.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state == State.WITHDRAWN:
        raise WrongMove(tip.state)
    urgency = "" if urgency == tip.thread.urgency else urgency  # carried along by the form, chosen by nobody
    if title is not None:
        handle.entitle(by=by, thread=tip.thread, title=title)
    if kind and kind not in LEADS_TO_TIP:
        if not rules.may_refuse(by, tip):
            raise NotAllowed
        _goes_on_as(by, tip, kind)
        kind = ""
    desk = tip.thread.desk_id
    handle.corrected(by=by, thread=tip.thread, kind=kind, category=category, urgency=urgency)
    if tip.thread.desk_id != desk:
        release(by=by, main=tip)  # it went where whoever holds the followers sees nothing of it
    return tip


@transaction.atomic
def transfer(*, by: Actor, tip: Tip, unit: Unit, area: Area | None = None) -> Tip:
    """Move a tip whole to another unit or area, where its clocks go on; its followers go with it.
    Raises NotAllowed, WrongMove."""
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in OPEN:
        raise WrongMove(tip.state)
    handle.hand_to(by=by, thread=tip.thread, unit=unit, area=area)
    carry(by=by, main=tip, unit=unit, area=area)
    tip.unit = unit
    tip.save(update_fields=["unit"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    return tip


@transaction.atomic
def extend(*, by: Actor, tip: Tip, days: int) -> Tip:
    """Give checking more days, at most 2 months in all, and only before it is late: what was late stays late.

    Raises NotAllowed, WrongMove, TooLong.
    """
    if not rules.may_refuse(by, tip):
        raise NotAllowed
    held = Tip.objects.select_for_update().filter(pk=tip.pk).values_list("extended_days", flat=True).first() or 0
    if not days_left(tip):
        raise WrongMove(tip.state)
    if days < 1 or held + days > MOST_EXTENSION:
        raise TooLong
    tip.extended_days = held + days
    tip.save(update_fields=["extended_days"])
    write_card(thread=tip.thread, due_at=next_due(tip))
    _line(by, "tip.extended", tip)
    return tip
