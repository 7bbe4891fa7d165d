"""Slowing whoever asks very often, without refusing and without keeping who it is.

The network address is hashed with a key that lives a day in memory and nowhere else; behind one address may stand
thousands of people, so a full count only asks a small sum, which serves once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Condition

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.kit import clock, limits
from lantoa.tips.logic import ticket

MINUTES = 10
LOOKUPS, REPORTS = 10, 30
LASTS = timedelta(minutes=30)
# how long one look-up of a network waits for another one of it
PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Sum:
    """A small sum to be answered, and the sealed field that knows the answer."""

    words: str
    field: str


def asked() -> Sum:
    """A fresh sum of two small numbers."""
    one, two = secrets.randbelow(8) + 2, secrets.randbelow(8) + 2
    field = ticket.seal("sum", {"sum": one + two, "sign": secrets.token_hex(8)}, lasts=LASTS)
    return Sum(_("%(one)d cộng %(two)d là mấy?") % {"one": one, "two": two}, field)


def _answered(request: HttpRequest) -> bool:
    try:
        held = ticket.unseal("sum", request.POST.get("hoi", ""))
    except (ticket.TicketBroken, ticket.TicketClosed):
        return False
    if request.POST.get("tong", "").strip() != str(held["sum"]):
        return False
    return limits.once("sum/1", held["sign"], until=clock.now() + LASTS)


def must_answer(request: HttpRequest, what: str, most: int) -> bool:
    """Count one try of this caller; true when it is one of many and the sum was not answered."""
    tries = limits.count(f"{what}/1", limits.caller(request), minutes=MINUTES)
    return tries > most and not _answered(request)


class OneAtATime(Exception):
    """This network looks something up just now."""


_looking: set[str] = set()
_changed = Condition()


@contextmanager
def turn(request: HttpRequest) -> Iterator[None]:
    """One look-up of a network at a time: a flood waits for itself, others find the slot free. Raises OneAtATime."""
    asking = limits.caller(request)
    with _changed:
        if not _changed.wait_for(lambda: asking not in _looking, PATIENCE):
            raise OneAtATime
        _looking.add(asking)
    try:
        yield
    finally:
        with _changed:
            _looking.discard(asking)
            _changed.notify_all()
