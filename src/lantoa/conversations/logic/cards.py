"""The order of the open list, and how a title is kept."""

from __future__ import annotations

from datetime import UTC, datetime

NOTHING_DUE = datetime(2999, 12, 31, tzinfo=UTC)
"""Stands in ``due_at`` where no clock runs: such a row sorts last and shows no date."""
_CLASSES = {"emergency": 0, "today": 1, "normal": 1, "none": 1}
_LATER = 2
_STEP = 10**11


def rank(urgency: str, kind: str, due_at: datetime) -> int:
    """Smaller stands higher: emergencies first, then by due time, thanks and junk last."""
    place = _LATER if kind in ("thanks_or_chat", "spam_or_abuse") else _CLASSES[urgency]
    return place * _STEP + int(due_at.timestamp())


def as_title(typed: str) -> str:
    """A title as it is kept: one line, not too long."""
    return " ".join(typed.split())[:120]
