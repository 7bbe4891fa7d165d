"""What happened to a thread, in words: the journal's lines as its officers read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lantoa.conversations.logic.verbs import VERBS
from lantoa.conversations.models import Thread
from lantoa.journal.models import Line

_SEALED = ("_opened", "opening.")
_MOST = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words. ``look`` is key, sealed or empty."""

    words: str
    who: str
    at: datetime
    look: str


def of_thread(thread: Thread) -> list[Line]:
    """The newest lines of one thread, without the house's own bookkeeping."""
    return list(Line.objects.filter(thread=thread.n).exclude(verb__startswith="message.").order_by("-id")[:_MOST])


def told(line: Line, names: Mapping[str, str]) -> Told:
    """A journal line as the thread's page shows it."""
    houses = {"house": "Máy", "reporter": "Người báo", "messenger": "Người báo"}
    who = names.get(line.actor_id, "") if line.actor_kind == "staff" else houses.get(line.actor_kind, "")
    opened = any(mark in line.verb for mark in _SEALED)
    look = "sealed" if opened else "key" if line.verb.startswith("tip.") or line.verb == "thread.received" else ""
    return Told(VERBS.get(line.verb, line.verb.replace(".", " ").replace("_", " ")), who, line.at, look)
