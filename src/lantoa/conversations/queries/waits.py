"""When the resident had the word, and what that does to the hour an answer is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.conversations.logic.cards import NOTHING_DUE
from lantoa.conversations.logic.looks import EMERGENCY_MINUTES, LOOK_HOURS
from lantoa.conversations.models import Thread, Wait
from lantoa.conversations.states import NO_THREAD_FROM_GROUP, Urgency
from lantoa.kit import clock
from lantoa.places.logic.calendar import Due, Pause, after
from lantoa.places.models import Unit
from lantoa.places.queries import working

QUIET_DAYS = 7


def spans_of(thread: Thread) -> list[Pause]:
    """Every stretch in which the resident had the word, in order; one that goes on ends now."""
    rows = Wait.objects.filter(thread=thread).order_by("since").values_list("since", "until")
    return [(since, until or clock.now()) for since, until in rows]


def first_due(unit: Unit, kind: str, urgency: str, since: datetime, pauses: list[Pause] | None = None) -> Due:
    """When somebody must have looked, with its arithmetic: minutes for an emergency, working hours by urgency."""
    pauses = pauses or []
    if urgency == Urgency.EMERGENCY:
        why = f"{EMERGENCY_MINUTES} phút vì là tin khẩn, tính cả đêm và ngày nghỉ."
        return after(since, timedelta(minutes=EMERGENCY_MINUTES), pauses, why)
    if kind in NO_THREAD_FROM_GROUP:
        return after(since, timedelta(days=QUIET_DAYS), pauses, f"{QUIET_DAYS} ngày, tính cả ngày nghỉ.")
    return working.calendar_of(unit).after_hours(since, LOOK_HOURS[urgency], pauses)


def due_of(thread: Thread) -> datetime:
    """When the answer of a thread without a tip is due: nothing is while none is owed or the resident has the
    word, except what was late before they were asked."""
    if thread.owed_since is None:
        return NOTHING_DUE
    due = first_due(thread.desk.unit, thread.kind, thread.urgency, thread.owed_since, spans_of(thread)).at
    return NOTHING_DUE if thread.waiting and due >= clock.now() else due
