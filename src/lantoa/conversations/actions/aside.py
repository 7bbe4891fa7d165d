"""Keeping a matter out of the sight of those it names, also when their names come later; and never from everybody."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from lantoa.accounts.actions import keep_from
from lantoa.accounts.queries import all_the_same, kept_from, readers
from lantoa.conversations.actions import cards
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.avoiding import Away, away_from
from lantoa.conversations.queries.routing import onward
from lantoa.conversations.states import Kind
from lantoa.journal.logic import HOUSE, Actor
from lantoa.places.models import Unit
from lantoa.places.states import UnitKind


def keep(*, thread: Thread, away: Away) -> None:
    """Keep a thread from these people where it lies now. Those who only stand close to them are left out where
    nobody else would hear its bell or read it."""
    everybody = away.people | away.close
    if not everybody:
        return
    powers = ("duty", "read") if thread.kind == Kind.EMERGENCY else ("read",)
    there = [readers([thread.desk], power)[thread.desk_id] for power in powers]
    left = next((seen for seen in there if seen - away.people), there[-1])
    people = everybody if left - everybody else away.people
    keep_from(by=HOUSE, staff=people, thread=thread.n, unit=thread.desk.unit_id, readers=there[-1])


def out_of_sight(*, by: Actor, thread: Thread, text: str, units: tuple[Unit | None, ...] = ()) -> Away:
    """Whoever these words of a matter speak of never sees it; can nobody else see it where it lies, it goes higher."""
    complaint = thread.kind == Kind.COMPLAINT
    here = (thread.desk.unit, thread.area.unit if thread.area else None, *units)
    far = complaint and thread.desk.unit.kind != UnitKind.COMMUNE
    away = away_from(text, "", units=here, accused=complaint, anywhere=far)
    before = kept_from([thread.n])[thread.n]
    if not away and not before:
        return away
    all_named = replace(away, people=away.people | before)
    desk = onward(thread.desk, thread.kind, all_named)
    if desk.pk != thread.desk_id:
        cards.move(by=by, thread=thread, desk=desk, area=None)
    keep(thread=thread, away=all_named)
    if thread.owner_id in kept_from([thread.n])[thread.n]:
        cards.write_card(thread=thread, owner=None)
    return away


def look_again() -> int:
    """Where somebody named saw a matter because nobody else could, and somebody else can by now, they see it no more.

    Returns how many matters are out of their sight again.
    """
    waiting = all_the_same()
    for thread in Thread.objects.select_related("desk__unit", "area__unit").filter(n__in=waiting, destroyed_at=None):
        with transaction.atomic():
            out_of_sight(by=HOUSE, thread=thread, text="")
    return len(waiting) - len(all_the_same())
