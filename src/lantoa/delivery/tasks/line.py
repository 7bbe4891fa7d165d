"""One account's way out in one batch. Threads of the pool send, and touch no database."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from lantoa.delivery.actions.claim import Leased
from lantoa.delivery.actions.grant import Access
from lantoa.delivery.logic.faults import COURSES, Then
from lantoa.delivery.logic.messenger import Fault, Left, Letter, Messenger, SendRefused
from lantoa.delivery.logic.minute import LEASE
from lantoa.delivery.messengers.http import PATIENCE
from lantoa.delivery.queries.known import Known
from lantoa.errands.logic import fault_of
from lantoa.kit.seal import HeldKey, SealBroken

log = logging.getLogger(__name__)

THREADS, SILENT = 4, 8
USUAL = 2000  # bytes of a sealed body that are one part with any messenger


class Behind(Exception):
    """Not tried: an earlier message to the same person has to come again first."""

    def __init__(self, first: Leased) -> None:
        super().__init__(first.pk)
        self.first = first


Answer = tuple[Leased, int, SendRefused | SealBroken | Behind | None]


class Calls:
    """How many calls this line may still make, and how many it made. Each thread asks before it calls; calls that were
    taken too long ago are nobody's any more."""

    def __init__(self, given: int) -> None:
        self.left, self.made = given, 0
        self._until = time.monotonic() + LEASE - PATIENCE
        self._guard = threading.Lock()

    def may(self, wanted: int) -> bool:
        """Whether there are as many; then they are counted as made."""
        with self._guard:
            if self.left < wanted or time.monotonic() > self._until:
                return False
            self.left -= wanted
            self.made += wanted
            return True

    def more(self, given: int) -> None:
        """Further calls for the same line."""
        with self._guard:
            self.left += given


def likely_calls(row: Leased) -> int:
    """How many calls a message will take, before it is opened. What is right is counted at each call."""
    rest = 0 if row.body is None else len(row.body) // USUAL
    return max(1, 1 + (row.picture is not None) + rest - row.parts_sent)


@dataclass(slots=True)
class Line:
    """One account's way out in one batch: what is on its way, and the answers so far."""

    known: Known
    messenger: Messenger
    access: Access
    calls: Calls
    quota: Left | None = None
    answers: deque[Answer] = field(default_factory=deque)
    stopped: SendRefused | None = None
    silent: int = 0
    threads: list[Future[None]] = field(default_factory=list)


def work(line: Line, waiting: Iterator[list[Leased]], keys: dict[int, HeldKey]) -> None:
    for lane in waiting:
        first: Leased | None = None  # that has to come again: what follows it waits for it
        for row in lane:
            try:
                letter = open_letter(row, keys[row.seal_key or 0])
            except SealBroken as fault:
                line.answers.append((row, row.parts_sent, fault))
                continue
            if first is not None:
                line.answers.append((row, row.parts_sent, Behind(first)))
                continue
            parts, refused = send(line, row.parts_sent, letter)
            line.answers.append((row, parts, refused))
            if refused is not None and line.stopped is None and COURSES[refused.fault].then in (Then.AGAIN, Then.REST):
                first = row


def open_letter(row: Leased, key: HeldKey) -> Letter:
    """The message of a row. Raises SealBroken."""
    if row.body is None:
        raise SealBroken("emptied")
    plain = json.loads(key.unseal(bytes(row.body), row=f"outbox:{row.key}"))
    picture = key.unseal(bytes(row.picture), row=f"picture:{row.key}") if row.picture is not None else None
    return Letter(plain["address"], plain["text"], picture, f"lantoa-{row.pk}")


def send(line: Line, start: int, letter: Letter) -> tuple[int, SendRefused | None]:
    """Send the parts from ``start`` on; how many have left, and what stopped it."""
    parts = line.messenger.split(letter.text) or [""]
    for number in range(start, len(parts)):
        if line.stopped is not None:
            return number, line.stopped
        picture = letter.picture if number == len(parts) - 1 else None
        part = Letter(letter.address, parts[number], picture, f"{letter.key}-{number}")
        if not line.calls.may(line.messenger.calls(part)):
            return number, SendRefused(Fault.TURN)
        try:
            line.quota = line.messenger.send(part, line.known.secrets, line.access.token).quota or line.quota
        except SendRefused as refused:
            line.quota = refused.quota or line.quota
            if COURSES[refused.fault].whole_account or refused.fault is Fault.TOKEN:
                line.stopped = refused
            elif refused.fault is Fault.RETRY:
                line.silent += 1
                if line.silent >= SILENT:  # the far side is away: the others need not try, and lose no try
                    line.stopped = SendRefused(Fault.AWAY, refused.code)
            return number, refused
        except Exception as fault:
            log.error("messenger %s broke: %s", line.messenger.kind, fault_of(fault))
            return number, SendRefused(Fault.RETRY, type(fault).__name__)
        line.silent = 0
    return len(parts), None


_threads: ThreadPoolExecutor | None = None


def pool() -> ThreadPoolExecutor:
    """Kept between rounds: each thread keeps its connection to the messenger open."""
    global _threads
    if _threads is None:
        _threads = ThreadPoolExecutor(THREADS, thread_name_prefix="outbox")
    return _threads
