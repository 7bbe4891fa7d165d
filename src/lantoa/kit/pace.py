"""Workers step aside after each write, so that people and messengers get in (speed of the queue:
docs/performance.md)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LONGEST = 0.002
"""Longer than any waiter of the fair lock sleeps between two looks."""


@contextmanager
def giving_way() -> Iterator[None]:
    """Around one short write of a worker, outside any transaction. On SQLite it then sleeps for as long as the write
    took, at most ``LONGEST``; PostgreSQL has no single queue to leave."""
    began = time.monotonic()
    try:
        yield
    finally:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(min(LONGEST, time.monotonic() - began))
