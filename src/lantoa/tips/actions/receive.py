"""A message becomes a tip: the one way in for every door."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from lantoa.conversations import rules
from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.actions.cards import write_card
from lantoa.conversations.actions.greet import first_answer_left
from lantoa.conversations.models import Thread
from lantoa.conversations.states import LEADS_TO_TIP, Chip, Kind
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Unit
from lantoa.tips.actions.move import WrongMove, move
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import first_due, next_due
from lantoa.tips.states import OPEN, Refusal, State

_TRIES = 20


class NoNumberLeft(Exception):
    """No free tip number was drawn in many tries: the year holds nearly a million tips."""


def _told_at_once(thread: Thread) -> bool:
    """By the page that shows the receipt, or by the house's own first answer where one was written into this matter.

    An emergency gets only a number to call, the copy of one that lies above gets nothing, a group an invitation.
    """
    return thread.account is None or first_answer_left(thread)


def _created(thread: Thread, unit: Unit, now: datetime) -> Tip:
    """The row with a number ``26-001187``: drawn, so that nobody learns from it how many there are."""
    year = clock.today().strftime("%y")
    told = now if _told_at_once(thread) else None
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return Tip.objects.create(
                    thread=thread, number=f"{year}-{secrets.randbelow(1_000_000):06d}", unit=unit,
                    clock_unit=unit, look_urgency=thread.urgency,
                    state=State.RECEIVED, received_at=now, noticed_at=told,
                )  # fmt: skip
        except IntegrityError:
            if Tip.objects.filter(thread=thread).exists():
                raise WrongMove("has a tip") from None
    raise NoNumberLeft


@transaction.atomic
def receive(*, by: Actor, prepared: intake.Prepared) -> tuple[intake.Taken, Tip | None]:
    """Take an arrival in; a new matter that leads to a tip gets one in the same transaction.

    A later message can raise its thread to one that leads to a tip: then the tip is made now. A tip
    whose resident writes again is no longer waiting. Returns what was taken and the tip, if there is one.
    """
    taken = intake.take_in(by=by, prepared=prepared)
    thread = taken.thread
    if thread is None or thread.kind not in LEADS_TO_TIP:
        return taken, None
    if taken.again or taken.asks:
        return taken, Tip.objects.filter(thread=thread).first()
    known = Tip.objects.select_related("thread__desk__unit", "unit").filter(thread=thread)
    tip = None if taken.new else known.first()
    if taken.beside is not None and not taken.beside.has_tip:
        open_tip(by=by, thread=taken.beside)
    elif taken.beside is not None:
        _no_longer_waits(Tip.objects.select_related("thread__desk__unit", "unit").get(thread=taken.beside))
    if tip is None:
        return taken, open_tip(by=by, thread=thread)
    _no_longer_waits(tip)
    return taken, tip


def _no_longer_waits(tip: Tip) -> None:
    """The resident has written: the clocks go on."""
    if tip.state in OPEN:
        write_card(thread=tip.thread, due_at=next_due(tip))


@transaction.atomic
def make_tip(*, by: Actor, thread: Thread) -> Tip:
    """An officer sees a tip in what was sorted as something else. Raises NotAllowed, WrongMove where one exists."""
    if not rules.may_answer(by, thread):
        raise reply.NotAllowed
    if thread.has_tip:
        raise WrongMove("has a tip")
    if thread.kind not in LEADS_TO_TIP:
        handle.correct(by=by, thread=thread, kind=Kind.TIP)
    return open_tip(by=by, thread=thread)


def open_tip(*, by: Actor, thread: Thread) -> Tip:
    """Make the tip of a thread; from now on only tips writes the card. One that had ended as of the wrong kind
    goes on where it was. Raises WrongMove where one exists."""
    unit = thread.desk.unit if thread.area is None else thread.area.unit
    try:
        tip = _created(thread, unit, clock.now())
    except WrongMove:
        return _once_more(by, thread)
    chip = thread.chip if thread.chip in (Chip.WHERE, Chip.UNSURE) else Chip.RECEIVED
    write_card(thread=thread, has_tip=True, owed_since=None, chip=chip, due_at=first_due(tip))
    write(by=by, verb="tip.received", unit=thread.desk.unit_id, thread=thread.n, about=f"tip:{tip.pk}")
    return tip


def _once_more(by: Actor, thread: Thread) -> Tip:
    known = Tip.objects.select_related("unit", "clock_unit").get(thread=thread)
    if known.refusal != Refusal.WRONG_KIND:
        raise WrongMove("has a tip")
    known.thread = thread
    write_card(thread=thread, has_tip=True, owed_since=None)
    return move(by=by, tip=known, to=State.RECEIVED, refusal="", closed_at=None)
