"""Taking rows by lease: ``due`` moves forward, and a dead worker's rows come due by themselves."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.states import InboxState, OutboxRank, OutboxState
from lantoa.errands.logic import MOST_TRIES, wait_after
from lantoa.kit import clock
from lantoa.kit.pace import giving_way

INBOX_LEASE, OUTBOX_LEASE = timedelta(seconds=30), timedelta(seconds=120)

_DUE = "SELECT id FROM {table} WHERE state = 0 AND {more} due <= %s ORDER BY due, id LIMIT %s"
# A row whose owner never gave it back killed its worker, perhaps: that counts as a try.
_SET = "UPDATE {table} SET due = %s, owner = %s, tries = tries + CASE WHEN owner <> '' THEN 1 ELSE 0 END"
_CLAIM = {
    "postgresql": "WITH k AS MATERIALIZED (" + _DUE + " FOR UPDATE SKIP LOCKED) " + _SET + " FROM k"
    " WHERE {table}.id = k.id RETURNING {table}.id",
    "sqlite": _SET + " WHERE state = 0 AND id IN (" + _DUE + ") RETURNING id",
}


def new_owner() -> str:
    """A name for one worker and batch; never used twice, so that a late worker cannot settle another's row."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def claim_inbox(*, owner: str, limit: int) -> list[Inbox]:
    """Up to ``limit`` due events, urgent ones first."""
    ids: list[int] = []
    for rank in (0, 1):
        if Inbox.objects.filter(state=InboxState.STORED, rank=rank, due__lte=clock.now()).exists():
            ids += _claim(Inbox._meta.db_table, f"rank = {rank} AND", owner, limit - len(ids), INBOX_LEASE)
        if len(ids) >= limit:
            break
    return list(Inbox.objects.filter(pk__in=ids, owner=owner).order_by("rank", "id")) if ids else []


@dataclass(slots=True)
class Leased:
    """A leased message with the columns that sending needs; a whole model for each would cost more than its sending."""

    pk: int
    account_id: int
    rank: int
    key: str
    to: bytes | None
    body: bytes | None
    picture: bytes | None
    seal_key: int | None
    parts_sent: int
    tries: int


READ = ("pk", "account_id", "rank", "key", "to", "body", "picture", "seal_key", "parts_sent", "tries")
Row = Inbox | Outbox | Leased


def _rows(row: Row) -> QuerySet[Any]:
    return Inbox.objects.all() if isinstance(row, Inbox) else Outbox.objects.all()


def take_outbox(*, owner: str, limit: int) -> datetime | None:
    """Lease up to ``limit`` due messages, by rank and in the order they were promised; what ``read_outbox`` needs to
    find them.

    One statement a rank whose rows stay in the database, so that it costs the sending threads nothing while it runs.
    """
    now, moment = clock.now(), connection.ops.adapt_datetimefield_value
    lease, taken = now + OUTBOX_LEASE, 0
    for rank in OutboxRank.values:
        if taken >= limit:
            break
        if not Outbox.objects.filter(state=OutboxState.WAITING, rank=rank, due__lte=now).exists():
            continue  # an idle look must not take the write lock
        inner: list[Any] = [moment(now), limit - taken]
        outer: list[Any] = [moment(lease), owner]
        params = inner + outer if connection.vendor == "postgresql" else outer + inner
        table, more = Outbox._meta.db_table, f"rank = {rank} AND"
        sql = _CLAIM[connection.vendor].format(table=table, more=more).partition(" RETURNING ")[0]
        with giving_way(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            taken += max(0, cursor.rowcount)
    return lease if taken else None


def read_outbox(*, owner: str, lease: datetime) -> list[Leased]:
    """The messages that this owner leased, with the columns that sending needs."""
    mine = Outbox.objects.filter(state=OutboxState.WAITING, due=lease, owner=owner).order_by("rank", "id")
    return [Leased(*values) for values in mine.values_list(*READ)]


def claim_outbox(*, owner: str, limit: int) -> list[Leased]:
    """Lease and read."""
    lease = take_outbox(owner=owner, limit=limit)
    return read_outbox(owner=owner, lease=lease) if lease is not None else []


def _claim(table: str, more: str, owner: str, limit: int, lease: timedelta) -> list[int]:
    now, moment = clock.now(), connection.ops.adapt_datetimefield_value
    inner: list[Any] = [moment(now), limit]
    outer: list[Any] = [moment(now + lease), owner]
    params = inner + outer if connection.vendor == "postgresql" else outer + inner
    with giving_way(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM[connection.vendor].format(table=table, more=more), params)
        return [row[0] for row in cursor.fetchall()]


def put_back(rows: Sequence[Row], *, owner: str, wait: timedelta = timedelta(0), fault: str = "") -> None:
    """Give rows back that there was no time, no token or no partner for; no try is counted."""
    if not rows:
        return
    held = _rows(rows[0]).filter(pk__in=[r.pk for r in rows], owner=owner, state=0)
    with giving_way():
        held.update(due=clock.now() + wait, owner="", **({"fault": fault} if fault else {}))


def put_behind(row: Outbox | Leased, first: Outbox | Leased, *, owner: str) -> None:
    """Give a message back that must not leave before an earlier one to the same person; no try is counted."""
    due = Outbox.objects.filter(pk=first.pk, state=OutboxState.WAITING).values_list("due", flat=True).first()
    held = Outbox.objects.filter(pk=row.pk, owner=owner, state=OutboxState.WAITING)
    with giving_way():
        held.update(due=due or clock.now(), owner="")


def fail(row: Row, *, owner: str, fault: str, wait: timedelta | None = None) -> bool:
    """Count a try: the row rests, or is parked after the last. Returns whether it was parked."""
    tries = row.tries + 1
    if tries >= MOST_TRIES:
        park(row, owner=owner, fault=fault)
        return True
    due: datetime = clock.now() + (wait or wait_after(tries))
    held = _rows(row).filter(pk=row.pk, owner=owner, state=0)
    with giving_way():
        held.update(due=due, owner="", tries=F("tries") + 1, fault=fault[:60])
    return False


def park(row: Row, *, owner: str, fault: str) -> None:
    """Set a row aside for a person to look at; what it holds stays sealed."""
    held = _rows(row).filter(pk=row.pk, owner=owner, state=0)
    with giving_way():
        held.update(state=3, owner="", fault=fault[:60], tries=F("tries") + 1)


def settle_inbox(rows: list[Inbox], *, owner: str, state: InboxState) -> None:
    """Done with or ignored: emptied."""
    if rows:
        held = Inbox.objects.filter(pk__in=[r.pk for r in rows], owner=owner, state=InboxState.STORED)
        with giving_way():
            held.update(state=state, body=None, key=None, owner="", fault="")


def settle_sent(rows: Sequence[Outbox | Leased], *, owner: str) -> None:
    """Sent: emptied."""
    if rows:
        held = Outbox.objects.filter(pk__in=[r.pk for r in rows], owner=owner, state=OutboxState.WAITING)
        with giving_way():
            held.update(
                state=OutboxState.SENT,
                body=None,
                picture=None,
                to=None,
                seal_key=None,
                owner="",
                fault="",
                sent_at=clock.now(),
            )


def hold(row: Outbox | Leased, *, owner: str, fault: str) -> None:
    """The person must write first; the next event of theirs sets the row free."""
    held = Outbox.objects.filter(pk=row.pk, owner=owner, state=OutboxState.WAITING)
    with giving_way():
        held.update(state=OutboxState.HELD, owner="", fault=fault[:60])


def part_sent(row: Outbox | Leased, *, owner: str, count: int) -> None:
    """So many parts of a long text have left; a worker that dies now does not send them again."""
    Outbox.objects.filter(pk=row.pk, owner=owner, state=OutboxState.WAITING).update(parts_sent=count)
