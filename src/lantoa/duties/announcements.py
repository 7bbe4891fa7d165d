"""What other rooms may want to hear of duties."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.errands.logic import Announcement


@dataclass(frozen=True)
class RingUnanswered(Announcement):
    """Nobody accepted a ring within a minute: the unit above hears it now, and the duty number gets a
    short message without content."""

    ring: int
    unit: int
