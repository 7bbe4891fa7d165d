"""Group commit: requests hand their rows to one writer of the process, which commits whatever has piled up.

There is no timer: while one commit runs the next batch gathers by itself. A request is answered only after the commit
that holds its row. Measured designs and their figures: docs/performance.md.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from contextlib import suppress
from queue import Empty, Full, Queue

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from lantoa.delivery.actions.store import Arrival, store
from lantoa.kit import hints

log = logging.getLogger(__name__)
BATCH, BACKLOG, PATIENCE = 64, 512, 1.5


class Busy(Exception):
    """Not stored in time; the sender should try again (a row stored late after all is known by its id)."""


class _Item:
    __slots__ = ("arrival", "done", "fault")

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.done = threading.Lock()
        self.fault: Exception | None = None
        self.done.acquire()


class _Writer:
    """The only writing connections of the accept path in this process, and their queue.

    SQLite has one writer, so one thread. PostgreSQL commits side by side: there two more threads take what comes in
    while the first waits for its answer.
    """

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.queue: Queue[_Item | None] = Queue(BACKLOG)
        count = 1 if connection.vendor == "sqlite" else 3
        self.threads = [threading.Thread(target=self.run, daemon=True, name="inbox-writer") for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def alive(self) -> bool:
        """Whether this process has it and no thread of it died."""
        return self.pid == os.getpid() and all(thread.is_alive() for thread in self.threads)

    def end(self, seconds: float) -> None:
        """Finish what was handed over, then stop."""
        for _ in self.threads:
            self.queue.put(None)
        for thread in self.threads:
            thread.join(seconds)

    def run(self) -> None:
        with suppress(DatabaseError):
            connection.ensure_connection()  # opening takes longer than a request may wait
        while True:
            first = self.queue.get()
            batch = [] if first is None else [first]
            while first is not None and len(batch) < BATCH:
                try:
                    item = self.queue.get_nowait()
                except Empty:
                    break
                if item is None:
                    first = None
                else:
                    batch.append(item)
            self._commit(batch)
            if first is None:
                connection.close()
                return

    def _commit(self, batch: list[_Item]) -> None:
        try:
            self._try(batch)
            if batch:
                hints.poke()
        finally:
            for item in batch:
                item.done.release()

    def _try(self, batch: list[_Item]) -> None:
        if not batch:
            return
        try:
            store([item.arrival for item in batch])
        except Exception as fault:
            connection.close()  # no request signal ever recycles this thread's connection
            if len(batch) == 1 or isinstance(fault, OperationalError | InterfaceError):
                log.error("%d events could not be stored: %s", len(batch), type(fault).__name__)
                for item in batch:
                    item.fault = fault
                return
            for item in batch:  # one bad row must not fail the others
                self._try([item])


_guard = threading.Lock()
_writer: _Writer | None = None


def _running() -> _Writer:
    """The writer of this process: made on first use, so after the fork, and again if it ever died."""
    global _writer
    writer = _writer
    if writer is None or not writer.alive():
        with _guard:
            writer = _writer
            if writer is None or not writer.alive():
                writer = _writer = _Writer()
    return writer


def warm() -> None:
    """Start the writer before the first request needs it: once per serving process, after the fork."""
    _running()


def submit(arrival: Arrival) -> None:
    """Return once the row is committed (or was already there). Raises Busy.

    Inside a transaction, and on a database in memory, it stores at once: the writer could not see either.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.in_atomic_block or ":memory:" in name or "mode=memory" in name:
        with transaction.atomic():
            store([arrival])
        return
    item = _Item(arrival)
    try:
        _running().queue.put_nowait(item)
    except Full as fault:
        raise Busy("queue full") from fault
    if not item.done.acquire(timeout=PATIENCE):
        raise Busy("slow")
    if item.fault is not None:
        raise Busy(type(item.fault).__name__) from item.fault


def drain(seconds: float = 5.0) -> None:
    """Let the writer finish what it holds and stop it: the process ends, or a test does."""
    global _writer
    writer, _writer = _writer, None
    if writer is not None and writer.alive():
        writer.end(seconds)


def _in_child() -> None:
    global _guard, _writer
    _guard, _writer = threading.Lock(), None


os.register_at_fork(after_in_child=_in_child)
atexit.register(drain)
