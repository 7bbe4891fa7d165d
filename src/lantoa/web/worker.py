"""One process that works off what is due: a thread for each round of ``wiring.WORKERS``, woken by hints and each
second."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from django.db import close_old_connections, connections

from lantoa.errands.logic import fault_of
from lantoa.kit import hints

log = logging.getLogger("lantoa.worker")

LOOK_EVERY = 1.0
_REST_AT_MOST = 0.25
_AFTER_FAULT = 5.0


class Worker:
    """Runs rounds until told to stop; a round that fails is logged and comes again."""

    def __init__(self, rounds: Sequence[Callable[[], int]]) -> None:
        self._rounds = rounds
        self._stop = threading.Event()
        self._bells = [threading.Event() for _ in rounds]

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Finish the batch in hand, then end. Safe to call from a signal."""
        self._stop.set()
        for bell in self._bells:
            bell.set()

    def run(self) -> None:
        """Work until ``stop``; returns when every round has ended."""
        threads = [
            threading.Thread(target=self._loop, args=(one, bell), name=one.__module__.split(".")[1], daemon=True)
            for one, bell in zip(self._rounds, self._bells, strict=True)
        ]
        for thread in threads:
            thread.start()
        self._listen()
        for thread in threads:
            thread.join(timeout=30)

    def _listen(self) -> None:
        ear = hints.listener()
        if ear is None:
            self._stop.wait()
            return
        ear.settimeout(LOOK_EVERY)
        with ear:
            while not self._stop.is_set():
                try:
                    ear.recv(16)
                except TimeoutError:
                    continue
                for bell in self._bells:
                    bell.set()

    def _loop(self, one: Callable[[], int], bell: threading.Event) -> None:
        while not self._stop.is_set():
            bell.clear()
            begun = time.monotonic()
            try:
                close_old_connections()
                touched = one()
            except Exception as fault:
                # the database may be away or full: no row is lost, the same rows are due again
                log.warning("round %s failed: %s", one.__module__, fault_of(fault))
                connections.close_all()
                self._stop.wait(_AFTER_FAULT)
                continue
            if touched:
                # as long a pause as the work took: those who accept messages keep their turn at the lock
                self._stop.wait(min(time.monotonic() - begun, _REST_AT_MOST))
            else:
                bell.wait(LOOK_EVERY)
        connections.close_all()


def run(rounds: Sequence[Callable[[], int]]) -> None:
    """Work in this process until SIGTERM or Ctrl-C."""
    worker = Worker(rounds)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    worker.run()


def drained(rounds: Sequence[Callable[[], int]], *, most: int = 1000) -> int:
    """Work in this thread until nothing is due: for tests, the demonstration and commands that wait.

    Raises RuntimeError when there is still work after ``most`` turns.
    """
    touched = 0
    for _ in range(most):
        now = sum(one() for one in rounds)
        touched += now
        if not now:
            return touched
    raise RuntimeError("The work does not end.")
