"""What other rooms may want to hear of conversations."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.errands.logic import Announcement


@dataclass(frozen=True)
class EmergencyRaised(Announcement):
    """A message says that somebody is in danger now: it rings on its desk until accepted."""

    thread: int
    desk: int
    unit: int


@dataclass(frozen=True)
class ThreadDestroyed(Announcement):
    """A thread's key is gone; files of it are to be destroyed too."""

    thread: int


@dataclass(frozen=True)
class BecameTip(Announcement):
    """An officer corrected the label of a thread to one that leads to a tip, and it has none yet."""

    thread: int
