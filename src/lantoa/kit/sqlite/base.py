from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from django.db.backends.sqlite3 import base

from lantoa.kit.sqlite import handles
from lantoa.kit.sqlite.lock import FairLock, QueueTooLong, lock_beside

WAIT = 10.0
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "cache_size=-16384")
READS = ("SELECT", "PRAGMA", "SAVEPO", "RELEAS", "BEGIN ", "COMMIT", "ROLLBA", "EXPLAI")
WRITE_INSIDE = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
RETURNING = re.compile(r"\bRETURNING\b", re.IGNORECASE)


def writes(sql: str) -> bool:
    """Whether a statement may write; when in doubt, yes."""
    head = sql.lstrip()[:6].upper()
    if head.startswith("WITH"):
        return WRITE_INSIDE.search(sql) is not None
    return not head.startswith(READS)


class FairCursor(base.SQLiteCursorWrapper):
    """A write outside a transaction is one of its own: it queues like the others.

    Rows of ``RETURNING`` are fetched at once then, because SQLite commits only after the last one.
    """

    wrapper: DatabaseWrapper
    rows: Iterator[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        self.rows = None
        wrapper = self.wrapper
        if wrapper.fair is None or wrapper.holds or not writes(query):
            return super().execute(query, params)
        wrapper.enter()
        try:
            result = super().execute(query, params)
            if RETURNING.search(query):
                self.rows = iter(super().fetchall())
            return result
        finally:
            wrapper.leave_if_done()

    def executemany(self, query: str, param_list: Any) -> Any:
        self.rows = None
        wrapper = self.wrapper
        if wrapper.fair is None or wrapper.holds or not writes(query):
            return super().executemany(query, param_list)
        wrapper.enter()
        try:
            return super().executemany(query, param_list)
        finally:
            wrapper.leave_if_done()

    def fetchone(self) -> Any:
        return super().fetchone() if self.rows is None else next(self.rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        count = self.arraysize if size is None else size
        if self.rows is None:
            return super().fetchmany(count)
        return [row for _, row in zip(range(count), self.rows, strict=False)]

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self.rows is None else list(self.rows)

    def __next__(self) -> Any:
        return super().__next__() if self.rows is None else next(self.rows)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, power-cut safe (WAL, ``synchronous=FULL``), forgetting what is deleted (``secure_delete``),
    with one fair queue for all writers and with handles that outlive a request."""

    holds = False

    @property
    def fair(self) -> FairLock | None:
        """The queue of this file; nothing for a database in memory."""
        name = str(self.settings_dict["NAME"])
        if self.__dict__.get("_fair_name") != name:
            self._fair_name = name
            self._fair = None if self.is_in_memory_db() else lock_beside(name)
        return self._fair

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.fair is not None:
            parked = handles.take(str(conn_params["database"]))
            if parked is not None:
                return parked
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=FairCursor)
        cursor.wrapper = self
        return cursor

    def enter(self) -> None:
        """Take the queue for a write. Raises the driver's OperationalError when it does not come free."""
        if self.fair is None or self.holds:
            return
        try:
            self.fair.acquire(WAIT)
        except QueueTooLong as fault:
            raise sqlite3.OperationalError("database is locked (the queue of writers did not move)") from fault
        self.holds = True

    def leave_if_done(self) -> None:
        """Give the queue back unless a transaction is still open on this connection."""
        if self.holds and not (self.connection is not None and self.connection.in_transaction):
            self.holds = False
            if self.fair is not None:
                self.fair.release()

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            self.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            self.leave_if_done()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self.leave_if_done()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_if_done()

    def _close(self) -> None:
        handle = self.connection
        try:
            if handle is not None and not self._parked(handle):
                super()._close()  # type: ignore[misc]
        finally:
            if self.holds:
                self.holds = False
                if self.fair is not None:
                    self.fair.release()

    def _parked(self, handle: sqlite3.Connection) -> bool:
        """Park a clean handle. One that saw an error or stands in a transaction is really closed."""
        if self.fair is None or self.errors_occurred or self.in_atomic_block or self.closed_in_transaction:
            return False
        if handle.in_transaction:
            return False
        return handles.park(str(self.settings_dict["NAME"]), handle)
