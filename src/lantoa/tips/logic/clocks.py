"""The clocks of a tip: which hours run, which are met, which stand still, and how each was counted.

Our own clocks (look at it, answer) stop while the resident has the word; the legal ones never do:
24 hours for handing over what looks like a crime, 3 working days for the notice of reception, 20 days for
checking (reference: BLTTHS 2015 art. 147, TTLT 01/2017 art. 14; see docs/words.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HAND_OVER_HOURS = 24
NOTICE_DAYS = 3
CHECK_DAYS = 20
LOOK_HOURS = {"emergency": 0, "today": 2, "normal": 8, "none": 8}
EMERGENCY_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline. ``met_at`` once done; ``stands`` while our own clock waits for the resident."""

    name: str
    label: str
    due_at: datetime
    steps: tuple[str, ...]
    met_at: datetime | None
    legal: bool
    stands: bool
    started_at: datetime

    @property
    def running(self) -> bool:
        """Still to be met."""
        return self.met_at is None

    def state(self, now: datetime) -> str:
        """``met``, ``late``, ``soon`` (from three quarters of the time) or empty."""
        if self.met_at is not None:
            return "met" if self.met_at <= self.due_at else "late"
        if self.stands:
            return ""
        if now > self.due_at:
            return "late"
        whole = (self.due_at - self.started_at) / timedelta(seconds=1)
        return "soon" if whole > 0 and (now - self.started_at) / timedelta(seconds=1) >= 0.75 * whole else ""
