"""One queue for everybody who writes to one SQLite file: threads of this process, then processes.

SQLite's own waiters sleep and retry without a queue, so under load the unlucky one waits seconds. Here a writer
first takes a lock of its process, then ``flock`` on a file beside the database; the kernel frees that when a process
dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

SPIN = 0.003
"""So long a short write of another process is waited for without a helper thread."""


class QueueTooLong(Exception):
    """The lock did not come free in time: somebody holds a write transaction open."""


class _Helper(threading.Thread):
    """Waits in the kernel's queue on behalf of writers that may give up; ``flock`` itself has no time limit."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(daemon=True, name="fair-lock")
        self.descriptor = descriptor
        self.got = threading.Event()

    def run(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        self.got.set()


class FairLock:
    """Held by one thread of one process at a time; the thread that holds it may take it again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reset()

    def _reset(self) -> None:
        self._threads = threading.Lock()
        self._owner: int | None = None
        self._depth = 0
        self._descriptor: int | None = None
        self._helper: _Helper | None = None

    def acquire(self, timeout: float) -> None:
        """Wait at most ``timeout`` seconds. Raises QueueTooLong."""
        me = threading.get_ident()
        if self._owner == me:
            self._depth += 1
            return
        deadline = time.monotonic() + timeout
        if not self._threads.acquire(timeout=timeout):
            raise QueueTooLong(self.path.name)
        try:
            self._among_processes(deadline)
        except BaseException:
            self._threads.release()
            raise
        self._owner, self._depth = me, 1

    def release(self) -> None:
        """Give it back; the outermost call frees it."""
        self._depth -= 1
        if self._depth:
            return
        self._owner = None
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._threads.release()

    def _among_processes(self, deadline: float) -> None:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if self._helper is None:
            if self._spin(self._descriptor):
                return
            self._helper = _Helper(self._descriptor)
            self._helper.start()
        if not self._helper.got.wait(max(0.0, deadline - time.monotonic())):
            raise QueueTooLong(self.path.name)  # the helper stays in the queue for whoever asks next
        self._helper = None

    @staticmethod
    def _spin(descriptor: int) -> bool:
        until, pause = time.monotonic() + SPIN, 0.0001
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(pause)
                pause *= 1.5


_locks: dict[Path, FairLock] = {}
_making = threading.Lock()


def lock_beside(database: str) -> FairLock:
    """The one lock of this process for a database file."""
    path = Path(os.path.realpath(database) + ".lock")
    with _making:
        return _locks.setdefault(path, FairLock(path))


def _in_child() -> None:
    """A child shares the parent's descriptor and would share its lock: it starts with its own."""
    global _making
    _making = threading.Lock()
    for lock in _locks.values():
        inherited = lock._descriptor
        lock._reset()
        if inherited is not None:
            os.close(inherited)


os.register_at_fork(after_in_child=_in_child)
