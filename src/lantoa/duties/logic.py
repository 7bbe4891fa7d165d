"""What is said of a ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.kit import clock, words


@dataclass(frozen=True, slots=True)
class Matter:
    """What rings, in words: what and where, the beginning of what was said, and where its page is."""

    title: str
    excerpt: str
    address: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A named person took the matter over. Residents read only when."""

    at: datetime
    name: str

    @property
    def when(self) -> str:
        """``21:14`` today, ``21:14, 14/10/2026`` later."""
        return words.hour(self.at) if clock.here(self.at).date() == clock.today() else words.full(self.at)
