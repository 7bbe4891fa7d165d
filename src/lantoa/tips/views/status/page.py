"""The thread as its teller reads it: the promise, the newest answer on top, what may be done now."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.accounts.queries import seen_all_the_same
from lantoa.conversations.models import Thread
from lantoa.kit import display as displays
from lantoa.places.queries import public_number
from lantoa.tips.actions import resident
from lantoa.tips.logic import ticket
from lantoa.tips.models import Tip
from lantoa.tips.queries import status as reading
from lantoa.tips.queries.promise import promise
from lantoa.tips.states import State
from lantoa.vault.queries import for_reporter

LASTS = timedelta(minutes=30)


def draw(request: HttpRequest, thread: Thread, **more: Any) -> HttpResponse:
    """The thread as whoever holds its receipt reads it, with a sealed token that later posts name it by."""
    tip, copy = reading.tip_of(thread), reading.copy_of(thread)
    shown = displays.of(request)
    request.display = shown  # type: ignore[attr-defined]
    held = {"thread": thread.public_id, "nonce": secrets.token_hex(12), "display": shown.text}
    context = {
        "narrow": True,
        "thread": thread,
        "tip": tip,
        **_said(thread, copy),
        "path": reading.path(tip, thread),
        "promise": promise(thread, tip),
        "unit_name": reading.unit_words(thread.desk.unit),
        "duty_phone": public_number(thread.desk.unit),
        "ticket": ticket.seal("status", held, lasts=LASTS),
        "display_form": "xem-f",
        **_offered(tip, thread, copy),
        "openings": for_reporter(thread.n, *([copy.thread_id] if copy else [])),
        "named_sees": seen_all_the_same(thread.n, *([copy.thread_id] if copy else [])),
        "errors": {},
        **more,
    }
    return render(request, "tips/status/thread.html", context)


def _offered(tip: Tip | None, thread: Thread, copy: Tip | None) -> dict[str, bool]:
    """What the person may do now."""
    withdrawn = thread.chip == State.WITHDRAWN
    return {
        "withdrawn": withdrawn,
        "may_withdraw": not withdrawn and resident.may_take_back(tip, copy),
        "may_rate": tip is not None and tip.state in (State.ANSWERED, State.CLOSED) and not tip.helped,
        "reopens": tip is not None and resident.may_reopen(tip),
    }


def _said(thread: Thread, copy: Tip | None) -> dict[str, Any]:
    """What was said, the newest first; an answer that nothing follows stands alone above everything."""
    lines = reading.lines(thread)
    if copy is not None:
        lines = sorted([*lines, *reading.lines_above(copy.thread)], key=lambda one: one.at, reverse=True)
    new = lines[0] if lines and lines[0].answer else None
    return {"answer": new, "lines": lines[1:] if new else lines}
