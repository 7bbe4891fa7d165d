"""The log beside SQLite's file: until it is written back and cut, the file still shows what a row held before."""

from __future__ import annotations

from django.db import connection
from django.db.utils import OperationalError

_WAIT, _USUAL = 250, 5000  # milliseconds


def cut_log() -> bool:
    """Write the log back into the file and cut it to nothing. False when that must wait: somebody reads an older
    moment just now, or a transaction is open here. Waits a quarter of a second at most."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    connection.ensure_connection()
    connection.enter()  # type: ignore[attr-defined]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout={_WAIT}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return bool(cursor.fetchone()[0] == 0)
            finally:
                cursor.execute(f"PRAGMA busy_timeout={_USUAL}")
    except OperationalError:
        return False
    finally:
        connection.leave_if_done()  # type: ignore[attr-defined]
