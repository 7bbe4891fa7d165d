"""How long a slip can be taken back by whoever made it."""

from __future__ import annotations

from datetime import datetime, timedelta

UNDO = timedelta(minutes=10)


def in_time(done_at: datetime | None, now: datetime) -> bool:
    """Whether what was done then may still be taken back."""
    return done_at is not None and now - done_at <= UNDO
