"""Slowing whoever asks very often, without refusing and without keeping who it is.

The network address is hashed with a key that lives a day in the cache's memory and nowhere else; behind one
address may stand thousands of people, so a full count only asks a small sum.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.kit import limits
from lantoa.tips.logic import ticket

MINUTES = 10
LOOKUPS, REPORTS = 10, 30


@dataclass(frozen=True, slots=True)
class Sum:
    """A small sum to be answered, and the sealed field that knows the answer."""

    words: str
    field: str


def asked() -> Sum:
    """A fresh sum of two small numbers."""
    one, two = secrets.randbelow(8) + 2, secrets.randbelow(8) + 2
    field = ticket.seal("sum", {"sum": one + two}, lasts=timedelta(minutes=30))
    return Sum(_("%(one)d cộng %(two)d là mấy?") % {"one": one, "two": two}, field)


def _answered(request: HttpRequest) -> bool:
    try:
        held = ticket.unseal("sum", request.POST.get("hoi", ""))
    except (ticket.TicketBroken, ticket.TicketClosed):
        return False
    return request.POST.get("tong", "").strip() == str(held["sum"])


def must_answer(request: HttpRequest, what: str, most: int) -> bool:
    """Count one try of this caller; true when it is one of many and the sum was not answered."""
    tries = limits.count(f"{what}/1", limits.caller(request), minutes=MINUTES)
    return tries > most and not _answered(request)
