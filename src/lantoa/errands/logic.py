"""What lower floors say to upper ones, and how long failed work waits."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

MOST_TRIES = 8
_FIRST_WAIT = 5.0
_LONGEST_WAIT = 3600.0


@dataclass(frozen=True)
class Announcement:
    """Base of all announcements; fields are primitive ids only."""

    def fields(self) -> dict[str, Any]:
        """The fields by name, as a listener receives them."""
        return asdict(self)


class Later(Exception):
    """Raised by a task that cannot work yet: comes again after ``wait``, and no try is counted."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


class Hopeless(Exception):
    """Raised by a task that no repetition can help: parked at once under ``code`` (never text of people)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def wait_after(tries: int, *, chance: float | None = None) -> timedelta:
    """How long work rests after its ``tries``-th failure: 5 s, then three times as long each time, at most
    an hour, and 25 % more or less, so that a thousand failures of one cause do not return together."""
    seconds = min(_FIRST_WAIT * 3.0 ** (max(tries, 1) - 1), _LONGEST_WAIT)
    spread = random.random() if chance is None else chance
    return timedelta(seconds=seconds * (0.75 + 0.5 * spread))


def fault_of(fault: BaseException) -> str:
    """Class and code of a fault. Never its message: a message may quote what a resident wrote."""
    code = getattr(fault, "code", None) or getattr(fault, "errno", None) or getattr(fault, "sqlstate", None)
    known = isinstance(code, int) or (isinstance(code, str) and len(code) <= 40 and code.isascii())
    return f"{type(fault).__name__} {code}" if known else type(fault).__name__
