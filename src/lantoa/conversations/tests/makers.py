"""Arrivals as doors hand them in, with sane values."""

from __future__ import annotations

from typing import Any

from lantoa.conversations.actions import intake
from lantoa.conversations.logic.arrival import Arrival
from lantoa.journal.logic import Actor
from lantoa.kit import clock

DOOR = Actor("messenger", "zalo_oa", None, frozenset({"messenger"}))
FORM = Actor("reporter", "form", None, frozenset({"reporter"}))


def arrival(text: str, **changes: Any) -> Arrival:
    """A message by the web form, unless told otherwise."""
    return Arrival(**{"channel": "web", "text": text, "sent_at": clock.now(), "mode": "anonymous", **changes})


def zalo(text: str, address: str = "u-1", **changes: Any) -> Arrival:
    """A message by the messenger."""
    return arrival(text, **{"channel": "zalo_oa", "address": address, "mode": "confidential", **changes})


def taken(one: Arrival, by: Actor = FORM) -> intake.Taken:
    """The arrival, taken in."""
    return intake.take_in(by=by, prepared=intake.prepare(one))
