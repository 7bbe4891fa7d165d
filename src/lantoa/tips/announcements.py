"""What other rooms may want to hear of tips."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.errands.logic import Announcement


@dataclass(frozen=True)
class TipReceived(Announcement):
    """A tip came in at a desk."""

    tip: int
    desk: int


@dataclass(frozen=True)
class TipEnded(Announcement):
    """A tip reached an end state."""

    tip: int
    state: str
