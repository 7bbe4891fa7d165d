"""Storing what a door let in: one statement for many rows, the same row once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

COLUMNS = "(channel, account_id, external_id, content, body, key, rank, state, due, owner, tries, fault, received_at)"
ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, '', 0, %s, %s)"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row before it is one."""

    channel: str
    account: int | None
    external_id: str
    body: bytes | None
    key: int | None
    rank: int
    state: int
    due: datetime
    received_at: datetime
    fault: str = ""
    content: str = ""


def store(arrivals: Sequence[Arrival]) -> int:
    """Insert the rows that are not there yet, atomically, outside any transaction of ours. Returns how many were new.

    Sorted, so that two processes that store the same events never wait for each other in a circle.
    """
    adapt = connection.ops.adapt_datetimefield_value
    values: list[Any] = []
    for a in sorted(arrivals, key=lambda a: (a.channel, a.account or 0, a.external_id, a.content)):
        values += [a.channel, a.account, a.external_id, a.content, a.body, a.key, a.rank, a.state]
        values += [adapt(a.due), a.fault, adapt(a.received_at)]
    rows = ", ".join([ROW] * len(arrivals))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO delivery_inbox {COLUMNS} VALUES {rows} ON CONFLICT DO NOTHING",  # noqa: S608
            values,
        )
        return int(cursor.rowcount)
