"""What other rooms may want to hear of duties."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.errands.logic import Announcement


@dataclass(frozen=True)
class RingUnanswered(Announcement):
    """Nobody accepted a ring within its minute: the next unit hears it now too. The duty number of ``unit`` gets a
    short message without content. ``since`` tells one ringing from a later one of the same matter."""

    ring: int
    unit: int
    since: str = ""


@dataclass(frozen=True)
class RingAccepted(Announcement):
    """A named person took a ring over."""

    ring: int
    thread: int
    staff: int
