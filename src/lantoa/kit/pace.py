"""Workers step aside: after each write they sleep as long as it took, so that people and messengers get in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LONGEST = 0.5


@contextmanager
def giving_way() -> Iterator[None]:
    """Around one short write of a worker, outside any transaction. On SQLite it then sleeps for the time the write
    took, waiting in the queue included; PostgreSQL has no single queue to leave."""
    began = time.monotonic()
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            time.sleep(min(LONGEST, time.monotonic() - began))
