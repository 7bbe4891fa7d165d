"""Whether two people are two: nobody is a second person for somebody whose way in they hold themselves.

Whoever gave somebody an account, a post, a desk, a slip or a reset could sign in as them. So two people are
independent only when no third one, and neither of the two, gave something to both, straight or through others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

LOOK_BACK = timedelta(days=90)
"""How long what somebody was given ties them to its giver."""

SETTLED = timedelta(days=7)
"""How old a post must be before it opens an identity, or helps to."""

NOT_TWO = _(
    "Hai nửa phải do hai người không dính nhau: 90 ngày qua một trong hai đã lập tên vào, giao chức vụ, cấp phiếu hoặc "
    "cấp lại cho người kia, hay cả hai cùng nhận từ một người. Nhờ một người khác."
)

Pair = tuple[int, int]
"""Giver and taker."""


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
