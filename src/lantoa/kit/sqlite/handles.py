"""Open handles between requests: closing the last one would write the WAL back, and server threads come and go."""

from __future__ import annotations

import os
import sqlite3
import threading

KEPT = 16

_free: dict[str, list[tuple[sqlite3.Connection, int]]] = {}
_guard = threading.Lock()
_inherited: list[object] = []


def _file_of(database: str) -> int:
    try:
        return os.stat(database).st_ino
    except OSError:
        return 0


def take(database: str) -> sqlite3.Connection | None:
    """A parked handle of the same file, if there is one."""
    while True:
        with _guard:
            kept = _free.get(database)
            if not kept:
                return None
            handle, file = kept.pop()
        if file == _file_of(database):
            return handle
        handle.close()  # the file was replaced (restore, tests): this handle reads a file nobody sees


def park(database: str, handle: sqlite3.Connection) -> bool:
    """Keep a clean handle for the next one; False when enough are kept."""
    file = _file_of(database)
    with _guard:
        kept = _free.setdefault(database, [])
        if not file or len(kept) >= KEPT:
            return False
        kept.append((handle, file))
        return True


def close_parked(database: str | None = None) -> None:
    """Really close what is parked: before a file is replaced, at the end of a process."""
    with _guard:
        names = [database] if database else list(_free)
        closing = [handle for name in names for handle, _ in _free.pop(name, [])]
    for handle in closing:
        handle.close()


def _in_child() -> None:
    """A handle must not cross a fork, not even to be closed: it is left alone."""
    global _guard
    _guard = threading.Lock()
    _inherited.append(dict(_free))
    _free.clear()


os.register_at_fork(after_in_child=_in_child)
