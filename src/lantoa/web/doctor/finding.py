"""What a check says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
"""Host names of a house that only this machine sees."""


class Level(Enum):
    """How much it matters. Only ``BAD`` makes the exit code 1."""

    OK = "ok"
    LOOK = "look"
    BAD = "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: a level, and a sentence that says what to do."""

    level: Level
    words: str


Check = Callable[[], Iterator[Finding]]


def ok(words: str) -> Finding:
    """In order."""
    return Finding(Level.OK, words)


def look(words: str) -> Finding:
    """Works, but somebody should look."""
    return Finding(Level.LOOK, words)


def bad(words: str) -> Finding:
    """Does not work, or loses something."""
    return Finding(Level.BAD, words)
