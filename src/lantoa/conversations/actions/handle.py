"""Giving a thread to people and desks, correcting labels, closing, waiting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import holders_of_desk
from lantoa.conversations import rules
from lantoa.conversations.actions import cards
from lantoa.conversations.actions.aside import out_of_sight
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.announcements import BecameTip
from lantoa.conversations.logic.cards import as_title
from lantoa.conversations.models import Correction, Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.queries.routing import route
from lantoa.conversations.states import LEADS_TO_TIP, Chip, Kind, Urgency
from lantoa.errands.actions import announce
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.undo import in_time
from lantoa.places.models import Area, Unit
from lantoa.places.states import DeskKind
from lantoa.vault.queries import hold


class TipDecides(Exception):
    """This thread has a tip; the verb of the tip does this."""


class NothingToDo(Exception):
    """The thread is as wished already, or was taken back: somebody was faster."""


class NotTheirDesk(Exception):
    """The colleague does not hold the desk this thread lies on."""


@transaction.atomic
def assign(*, by: Actor, thread: Thread, to: Staff | None) -> Thread:
    """Give a thread to a colleague who holds its desk, or to nobody. Raises NotAllowed, NotTheirDesk."""
    if not rules.may_assign(by, thread) and not (
        to is not None and str(to.pk) == by.id and rules.may_answer(by, thread)
    ):
        raise NotAllowed
    if to is not None and not holders_of_desk(thread.desk_id, thread=thread.n).filter(pk=to.pk).exists():
        raise NotTheirDesk
    cards.write_card(thread=thread, owner=to)
    about = f"staff:{to.pk}" if to else ""
    write(by=by, verb="thread.assigned", unit=thread.desk.unit_id, thread=thread.n, about=about)
    return thread


@transaction.atomic
def take_back_assignment(*, by: Actor, thread: Thread, given: int | None, before: int | None) -> Thread:
    """Undo ``assign``: the thread goes to whoever had it, while it still is ``given``'s. Raises NotAllowed,
    NothingToDo."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.owner_id != given:
        raise NothingToDo
    owner = holders_of_desk(thread.desk_id, thread=thread.n).filter(pk=before).first() if before else None
    cards.write_card(thread=thread, owner=owner)
    about = f"staff:{owner.pk}" if owner else ""
    write(by=by, verb="thread.assigned", unit=thread.desk.unit_id, thread=thread.n, about=about)
    return thread


@transaction.atomic
def hand_to(*, by: Actor, thread: Thread, unit: Unit, area: Area | None = None) -> Thread:
    """Move a thread whole to another unit or area. Raises NotAllowed."""
    if not rules.may_assign(by, thread):
        raise NotAllowed
    old = thread.desk
    way = route(kind=thread.kind, unit=unit, area=area, home=unit)
    cards.move(by=by, thread=thread, desk=way.desk, area=way.area)
    out_of_sight(by=by, thread=thread, text=sealed.told_in([thread])[thread.n], units=(old.unit, unit))
    if thread.chip == Chip.WHERE:
        cards.write_card(thread=thread, chip=cards.settled(thread))
    return thread


@transaction.atomic
def correct(*, by: Actor, thread: Thread, kind: str = "", category: str = "", urgency: str = "") -> Thread:
    """Set the labels a person sees fit; what changed is kept as id and label. Raises NotAllowed, and TipDecides
    where a tip would have to end with it. An emergency is one thing, by its kind as by its urgency: it rings.

    A complaint about police leaves for the unit above at once; one sent down by mistake comes back. Its words are read
    again for whom they name.
    """
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.has_tip and kind and kind not in LEADS_TO_TIP:
        raise TipDecides
    return corrected(by=by, thread=thread, kind=kind, category=category, urgency=urgency)


def corrected(*, by: Actor, thread: Thread, kind: str = "", category: str = "", urgency: str = "") -> Thread:
    """The same for a caller that has asked whether this person may: whoever reads a matter by its bell may not read it
    any more in the moment it is called no emergency. Inside the caller's transaction."""
    unit = thread.desk.unit
    wanted = {"kind": kind, "category": category, "urgency": urgency}
    changed = _changed(thread, {name: value for name, value in wanted.items() if value})
    now = clock.now()
    Correction.objects.bulk_create(
        Correction(thread=thread, field=name, before=getattr(thread, name), after=value, at=now)
        for name, value in changed.items()
    )
    changes: dict[str, Any] = {**changed, "sure": True}
    if by.kind == "staff":
        changes["decided_by"] = Staff.objects.filter(pk=by.id).first()
    if thread.chip == Chip.UNSURE:
        changes["chip"] = cards.settled(thread)
    cards.write_card(thread=thread, **changes)
    write(by=by, verb="thread.corrected", unit=thread.desk.unit_id, thread=thread.n,
          about=",".join(f"{k}:{v}" for k, v in changed.items())[:60] or "as it is")  # fmt: skip
    if changed.get("kind") in LEADS_TO_TIP and not thread.has_tip:
        announce(BecameTip(thread.n))
    if changed.get("kind") == Kind.COMPLAINT and thread.desk.kind not in (DeskKind.ABOVE, DeskKind.INSPECTORATE):
        way = route(kind=Kind.COMPLAINT, unit=thread.desk.unit, area=None, home=thread.desk.unit)
        cards.move(by=by, thread=thread, desk=way.desk, area=None)
    if "kind" in changed:
        out_of_sight(by=by, thread=thread, text=sealed.told_in([thread])[thread.n], units=(unit,))
    return thread


def _changed(thread: Thread, wanted: dict[str, str]) -> dict[str, str]:
    """The labels that differ. Kind and urgency say *emergency* together; only a complaint is urgent as it is."""
    changed = {name: value for name, value in wanted.items() if value != getattr(thread, name)}
    kind = changed.get("kind", thread.kind)
    if changed.get("urgency") == Urgency.EMERGENCY and kind not in (Kind.EMERGENCY, Kind.COMPLAINT):
        changed["kind"] = Kind.EMERGENCY
    elif changed.get("kind") == Kind.EMERGENCY:
        changed["urgency"] = Urgency.EMERGENCY
    elif "urgency" in changed and kind == Kind.EMERGENCY:
        changed["kind"] = Kind.TIP
    elif (
        "kind" in changed
        and "urgency" not in changed
        and kind != Kind.COMPLAINT
        and thread.urgency == Urgency.EMERGENCY
    ):
        changed["urgency"] = Urgency.TODAY
    return {name: value for name, value in changed.items() if value != getattr(thread, name)}


@transaction.atomic
def wait(*, by: Actor, thread: Thread, waiting: bool) -> Thread:
    """Mark that the resident has the word now (our own clocks stop), or no longer. Raises NotAllowed, TipDecides,
    NothingToDo."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.has_tip:
        raise TipDecides
    if not thread.open or waiting == thread.waiting:
        raise NothingToDo
    cards.counted_anew(cards.write_card(thread=thread, waiting=waiting))
    verb = "thread.waits" if waiting else "thread.waits_no_more"
    write(by=by, verb=verb, unit=thread.desk.unit_id, thread=thread.n)
    return thread


@transaction.atomic
def close(*, by: Actor, thread: Thread) -> Thread:
    """End a matter that has no tip (an answered question, thanks, junk). Raises NotAllowed, TipDecides, NothingToDo."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.has_tip:
        raise TipDecides
    if not thread.open:
        raise NothingToDo
    cards.counted_anew(
        cards.write_card(thread=thread, open=False, chip=Chip.CLOSED, closed_at=clock.now(), unread=False,
                         waiting=False, owed_since=None)
    )  # fmt: skip
    write(by=by, verb="thread.closed", unit=thread.desk.unit_id, thread=thread.n)
    return thread


@transaction.atomic
def take_back_close(*, by: Actor, thread: Thread, chip: str, owed_since: datetime | None, waiting: bool) -> Thread:
    """Undo ``close`` within ten minutes: the thread is as it was. Raises NotAllowed, NothingToDo."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.has_tip or thread.open or thread.chip != Chip.CLOSED or not in_time(thread.closed_at, clock.now()):
        raise NothingToDo
    cards.counted_anew(
        cards.write_card(thread=thread, open=True, chip=Chip(chip), closed_at=None, waiting=waiting,
                         owed_since=owed_since)
    )  # fmt: skip
    write(by=by, verb="thread.reopened", unit=thread.desk.unit_id, thread=thread.n)
    return thread


@transaction.atomic
def reopen(*, by: Actor, thread: Thread) -> Thread:
    """Take a closed matter without a tip up again. Raises NotAllowed, TipDecides, NothingToDo."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    if thread.has_tip:
        raise TipDecides
    if thread.open or thread.chip == Chip.WITHDRAWN:
        raise NothingToDo
    cards.counted_anew(
        cards.write_card(thread=thread, open=True, chip=Chip.NEW, closed_at=None, owed_since=clock.now())
    )
    write(by=by, verb="thread.reopened", unit=thread.desk.unit_id, thread=thread.n)
    return thread


@transaction.atomic
def entitle(*, by: Actor, thread: Thread, title: str) -> Thread:
    """Write a title for the row; it is sealed like the text and searchable. Raises NotAllowed."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    title = as_title(title)
    held = hold(thread.key)
    cards.write_card(thread=thread, title=held.seal_text(title, row=f"title:{thread.public_id}") if title else b"")
    cards.add_words(thread=thread, text=title)
    write(by=by, verb="thread.entitled", unit=thread.desk.unit_id, thread=thread.n)
    return thread
