"""Keeping a complaint out of the sight of those it names, also when their names come later."""

from __future__ import annotations

from lantoa.accounts.actions import keep_from
from lantoa.conversations.actions import cards
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.avoiding import Away, away_from
from lantoa.conversations.queries.routing import higher
from lantoa.journal.actions import write
from lantoa.journal.logic import HOUSE, Actor


def out_of_sight(*, by: Actor, thread: Thread, text: str) -> Away:
    """Whoever is named in these words of a complaint never sees it; sits one of them at its desk, it goes higher."""
    away = away_from(text, "", units=(thread.desk.unit,), accused=True)
    if not away:
        return away
    if away.people:
        keep_from(by=HOUSE, staff=away.people, thread=thread.n, unit=thread.desk.unit_id)
    desk, old = higher(thread.desk, away), thread.desk
    if desk.pk != old.pk:
        cards.move(thread=thread, desk=desk, area=None)
        write(by=by, verb="thread.left", unit=old.unit_id, thread=thread.n, about=f"desk:{desk.pk}")
        write(by=by, verb="thread.arrived", unit=desk.unit_id, thread=thread.n, about=f"desk:{old.pk}")
    return away
