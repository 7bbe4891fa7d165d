"""Taking back what was just done: within ten minutes, by whoever did it, from the message that says it was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from lantoa.kit import clock

UNDO = timedelta(minutes=10)
NAME = "undo"


def in_time(done_at: datetime | None, now: datetime) -> bool:
    """Whether what was done then may still be taken back."""
    return done_at is not None and now - done_at <= UNDO


def offer(request: HttpRequest, said: str, *, to: str, what: str = "", done: Iterable[list[Any]] = ()) -> None:
    """Say what was done, with a button that posts to ``to``. The session keeps ``what`` and, for each
    thing, its id and how it was before."""
    request.session[NAME] = {"to": to, "what": what, "done": list(done), "at": clock.now().isoformat()}
    messages.success(request, said, extra_tags="ok undo")


def taken(request: HttpRequest) -> tuple[str, list[list[Any]], datetime] | None:
    """What this session did last and when, once; nothing when that is too long ago."""
    held = request.session.pop(NAME, None)
    at = datetime.fromisoformat(held["at"]) if held else None
    return (held["what"], held["done"], at) if at is not None and in_time(at, clock.now()) else None
