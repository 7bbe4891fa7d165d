"""Whether two people are two: nobody is a second person for somebody whose way in they hold themselves.

Whoever gave somebody an account, a post, a desk, a slip or a reset could sign in as them. So two people are
independent only when no third one, and neither of the two, gave something to both, straight or through others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

LOOK_BACK = timedelta(days=90)
"""How long what somebody was given ties them to its giver; who made the account or printed its first slips stays tied
until an independent reset."""

HALF_LASTS = timedelta(days=7)
"""How long one half of a reset waits for the other."""

SETTLED = timedelta(days=7)
"""How old a post must be before it opens an identity, or helps to."""

NOT_TWO = _(
    "Hai nửa phải do hai người không dính nhau: một trong hai đã lập tên vào hay cấp phiếu lần đầu cho người kia, hoặc "
    "90 ngày qua giao chức vụ, cấp lại cho người kia, hay cả hai cùng nhận từ một người. Nhờ một người khác."
)

Pair = tuple[int, int]
"""Giver and taker."""


@dataclass(frozen=True, slots=True)
class Way:
    """An account somebody made for somebody, or a slip somebody printed for them."""

    giver: int
    taker: int
    slip: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Renewed:
    """A reset that was finished: whose, by which two, when."""

    staff: int
    halves: frozenset[int]
    at: datetime


def _reached(pairs: Iterable[Pair], begin: set[int]) -> set[int]:
    onward: dict[int, set[int]] = {}
    for one, other in pairs:
        onward.setdefault(one, set()).add(other)
    found, new = set(begin), set(begin)
    while new:
        new = set().union(*(onward.get(one, set()) for one in new)) - found
        found |= new
    return found


def entangled(pairs: Iterable[Pair], person: int) -> frozenset[int]:
    """Everybody who is no second person for this one: the person, and all who share a giver with them somewhere
    above."""
    held = list(pairs)
    above = _reached(((taker, giver) for giver, taker in held), {person})
    return frozenset(_reached(held, above))


def lasting(ways: Iterable[Way], resets: Iterable[Renewed]) -> list[Pair]:
    """Who holds whose way in still, however long ago it was given: until a reset whose two halves have nothing to do
    with the giver. A slip printed after a reset belongs to that reset, and ties for its 90 days only."""
    held = list(ways)
    pairs = [(one.giver, one.taker) for one in held]
    renewed: dict[int, list[Renewed]] = {}
    for reset in resets:
        renewed.setdefault(reset.staff, []).append(reset)

    def holds(way: Way) -> bool:
        known = renewed.get(way.taker, [])
        if way.slip and any(one.at <= way.at for one in known):
            return False
        later = [one for one in known if one.at > way.at]
        return not later or all(one.halves & entangled(pairs, way.giver) for one in later)

    return [(one.giver, one.taker) for one in held if holds(one)]


def taken_from(pairs: Iterable[Pair], givers: Iterable[int]) -> frozenset[int]:
    """These people, and everybody who got something from them, straight or through others."""
    return frozenset(_reached(pairs, set(givers)))
