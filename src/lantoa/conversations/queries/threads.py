"""Whose eyes see which threads: the one integer ``desk`` decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from lantoa.conversations.models import Message, Opened, Receipt, Thread
from lantoa.conversations.states import Chip, Direction, Kind, Urgency
from lantoa.duties.queries import called
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.states import DeskKind

PAGE = 50
NEEDED = timedelta(hours=6)
"""So long after an emergency what its teller writes is taken for more about it."""
TAKEN_BACK = Q(chip=Chip.WITHDRAWN, keep_until__isnull=False)
"""Taken back by the person and soon destroyed: on no list, on no page. What looks like a crime is kept and shown."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: equality on card columns only, so that every list is one index walk."""

    kind: str = ""
    chip: str = ""
    category: str = ""
    owner: int | None = None
    open: bool = True
    desk: int | None = None
    tips: bool = False
    overdue: bool = False
    waiting: bool = False

    def applied(self, rows: QuerySet[Thread]) -> QuerySet[Thread]:
        """The rows that fit."""
        rows = rows.filter(open=True) if self.open else rows.filter(open=False).exclude(TAKEN_BACK)
        for column in ("kind", "chip", "category"):
            value = getattr(self, column)
            if value:
                rows = rows.filter(**{column: value})
        if self.owner is not None:
            rows = rows.filter(owner=self.owner)
        if self.tips:
            rows = rows.filter(has_tip=True)
        if self.waiting:
            rows = rows.filter(waiting=True)
        if self.overdue:
            rows = rows.filter(due_at__lt=clock.now(), has_tip=True)
        return rows


def visible_to(actor: Actor) -> QuerySet[Thread]:
    """Threads on this person's desks; nobody else's, none that speak of this person, none without the power to read."""
    if not actor.may("read") or not actor.desks:
        return Thread.objects.none()
    return _not_kept(actor, Thread.objects.filter(desk__in=actor.desks))


def openable_by(actor: Actor) -> QuerySet[Thread]:
    """What this person may open: what is visible, and emergencies whose bell called this person elsewhere."""
    if not actor.may("read") or not actor.desks:
        return Thread.objects.none()
    rung = Q(urgency=Urgency.EMERGENCY) & Exists(called(actor).filter(thread=OuterRef("n")))
    return _not_kept(actor, Thread.objects.filter(Q(desk__in=actor.desks) | rung))


def _not_kept(actor: Actor, rows: QuerySet[Thread]) -> QuerySet[Thread]:
    return rows.exclude(n__in=actor.kept_from) if actor.kept_from else rows


def may_see(actor: Actor, n: int) -> bool:
    """Whether this person may open this thread at this moment (asked for every file)."""
    return openable_by(actor).filter(n=n).exclude(TAKEN_BACK).exists()


def page(actor: Actor, wanted: Filter, *, after: tuple[int, int] | None = None, limit: int = PAGE) -> list[Thread]:
    """One page of the list, most urgent first, and one row more when there is a next page.

    ``after`` is (rank, n) of the last row seen. Closed threads come newest first. One limited branch
    for each desk, joined by UNION ALL, so that the index walk of a desk stays one walk.
    """
    if not actor.may("read"):
        return []
    desks = [d for d in actor.desks if wanted.desk in (None, d)]
    if not desks:
        return []
    mine = (_not_kept(actor, Thread.objects.filter(desk=d)) for d in desks)
    branches = [_branch(wanted.applied(rows), wanted.open, after)[: limit + 1] for rows in mine]
    found = _joined([b.values_list("rank", "n") for b in branches], wanted.open, limit + 1)
    rows = Thread.objects.select_related("desk", "area", "owner").in_bulk(found)
    return [rows[n] for n in found if n in rows]


def _joined(branches: list[Any], is_open: bool, limit: int) -> list[int]:
    """The numbers of the first rows of all branches together.

    Written out because Django refuses limited branches of a UNION on SQLite, where a subquery allows them.
    """
    order = "1, 2" if is_open else "2 DESC"
    parts = [branch.query.sql_with_params() for branch in branches]
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS b{i}" for i, (part, _) in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY {order} LIMIT {int(limit)}", [v for _, values in parts for v in values])
        return [row[1] for row in cursor.fetchall()]


def _branch(rows: QuerySet[Thread], is_open: bool, after: tuple[int, int] | None) -> QuerySet[Thread]:
    if not is_open:
        return (rows.filter(n__lt=after[1]) if after else rows).order_by("-n")
    if after:
        rank, n = after
        # The redundant bound lets SQLite search the index instead of scanning it (performance.md).
        rows = rows.filter(rank__gte=rank).filter(Q(rank__gt=rank) | Q(rank=rank, n__gt=n))
    return rows.order_by("rank", "n")


def counts(actor: Actor, *, tips: bool = False) -> Counter[str]:
    """Open threads by kind on this person's desks; of tips, by chip."""
    if not actor.may("read") or not actor.desks:
        return Counter()
    rows = visible_to(actor).filter(open=True)
    column = "chip" if tips else "kind"
    if tips:
        rows = rows.filter(has_tip=True)
    return Counter({r[column]: r["how_many"] for r in rows.values(column).annotate(how_many=Count("n")).order_by()})


def by_public_id(actor: Actor, public_id: str) -> Thread | None:
    """A thread this person may see, or nothing."""
    return (
        openable_by(actor)
        .select_related("desk", "desk__unit", "area", "owner", "correspondent")
        .filter(public_id=public_id)
        .exclude(TAKEN_BACK)
        .first()
    )


def by_lookup(lookup: bytes) -> Thread | None:
    """The thread of a receipt, by the hash of its digits."""
    row = Receipt.objects.select_related("thread", "thread__desk__unit", "thread__area").filter(lookup=lookup).first()
    return row.thread if row and row.thread.destroyed_at is None else None


def overtaken_at(thread: Thread, staff: str) -> datetime | None:
    """When the first message came that this person has not been shown yet; nothing where all was, or nothing is known
    of what they saw."""
    shown = (
        Opened.objects.filter(thread=thread, staff=int(staff), upto__isnull=False).order_by("-hour").values("upto")[:1]
    )
    later = Message.objects.filter(thread=thread, direction=Direction.IN, pk__gt=Subquery(shown)).order_by("pk")
    return later.values_list("at", flat=True).first()


def has_slow_receipts() -> bool:
    """Whether receipts of before the fast look-up are left."""
    return Receipt.objects.filter(slow=True).exists()


def open_thread_of(correspondent: int, *, kind: str = "") -> Thread | None:
    """The one matter a later message of this person goes to: the newest that is open, or the newest of a kind.

    An emergency of the last hours goes before a complaint that was made meanwhile: *house number 12* belongs to it.
    """
    rows = Thread.objects.filter(correspondent=correspondent, open=True).order_by("-n")
    newest = (rows.filter(kind=kind) if kind else rows).first()
    if newest is None or kind or newest.kind != Kind.COMPLAINT:
        return newest
    return rows.filter(kind=Kind.EMERGENCY, received_at__gte=clock.now() - NEEDED).first() or newest


def open_thread_at(correspondent: int, unit: int | None) -> Thread | None:
    """The newest open matter of this person that lies with this unit itself: no complaint, nothing that lies above."""
    rows = Thread.objects.select_related("desk").filter(correspondent=correspondent, open=True)
    if unit is not None:
        rows = rows.filter(desk__unit=unit)
    above = (DeskKind.ABOVE, DeskKind.INSPECTORATE)
    return rows.exclude(kind=Kind.COMPLAINT).exclude(desk__kind__in=above).order_by("-n").first()


def last_thread_of(correspondent: int) -> Thread | None:
    """The matter this person asks a receipt for: the open one, else the last that still stands."""
    standing = Thread.objects.filter(correspondent=correspondent, destroyed_at=None).exclude(TAKEN_BACK)
    return standing.order_by("-open", "-n").first()


def complaint_after(thread: Thread) -> Thread | None:
    """The complaint that was begun on the page of this thread, while the unit has said nothing here since.

    What the same person writes there next belongs to the complaint; once the unit wrote, to the answer.
    """
    begun = Thread.objects.filter(before=thread.n, kind=Kind.COMPLAINT, open=True).order_by("-n").first()
    if begun is None:
        return None
    said = thread.messages.filter(direction=Direction.OUT, at__gt=begun.received_at)
    return None if said.exists() else begun


def since(actor: Actor, moment: datetime) -> bool:
    """Whether anything came to this person's desks after a moment (for polling)."""
    return visible_to(actor).filter(open=True, last_at__gt=moment).exists()
