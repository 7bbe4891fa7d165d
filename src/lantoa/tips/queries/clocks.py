"""The clocks of one tip, counted with the working calendar of the unit that received it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from lantoa.conversations.logic.cards import NOTHING_DUE
from lantoa.conversations.models import Wait
from lantoa.kit import clock
from lantoa.places.queries import working
from lantoa.tips.logic.clocks import MOST_EXTENSION, Clock, Facts, clocks
from lantoa.tips.models import Again, Tip
from lantoa.tips.states import NEEDS_AN_ANSWER, State

_ENDS = (State.REFUSED, State.WITHDRAWN)


def facts_of(tip: Tip) -> Facts:
    """What the clocks of a tip are counted from, in two narrow statements, in one before the first answer."""
    waits = list(Wait.objects.filter(thread=tip.thread_id).order_by("since").values_list("since", "until"))
    rounds = Again.objects.filter(tip=tip).order_by("since").values_list("since", "done_at")
    again = tuple(rounds) if tip.first_answered_at is not None else ()
    return replace(
        _columns(tip),
        again=again,
        pauses=tuple((since, until or clock.now()) for since, until in waits),
        waiting_since=next((since for since, until in waits if until is None), None),
    )


def _columns(tip: Tip) -> Facts:
    return Facts(
        received_at=tip.received_at,
        urgency=tip.look_urgency,
        acknowledged_at=tip.acknowledged_at,
        noticed_at=tip.noticed_at,
        first_answered_at=tip.first_answered_at,
        handed_over_at=tip.handed_over_at,
        ended_at=tip.closed_at if tip.state in _ENDS else None,
        crime_at=tip.crime_at,
        extended_days=tip.extended_days,
    )


def clocks_of(tip: Tip) -> list[Clock]:
    """All clocks of a tip that were ever started, in the order they fall due."""
    return clocks(facts_of(tip), working.calendar_of(tip.clock_unit), clock.now())


def next_due(tip: Tip) -> datetime:
    """The nearest hour that is still to be met; NOTHING_DUE when none runs."""
    return _nearest(clocks_of(tip))


def first_due(tip: Tip) -> datetime:
    """The same for a tip that was made this moment: nobody has waited yet, so nothing is read."""
    return _nearest(clocks(_columns(tip), working.calendar_of(tip.clock_unit), clock.now()))


def _nearest(found: list[Clock]) -> datetime:
    return min((one.due_at for one in found if one.running and not one.stands), default=NOTHING_DUE)


def days_left(tip: Tip) -> int:
    """How many days checking may still be extended by: none once it was answered or is late, for what was late
    stays late."""
    check = next(one for one in clocks_of(tip) if one.name == "check")
    fits = tip.state in NEEDS_AN_ANSWER and check.running and check.state(clock.now()) != "late"
    return max(0, MOST_EXTENSION - tip.extended_days) if fits else 0
