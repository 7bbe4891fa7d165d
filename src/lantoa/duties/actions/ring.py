"""Ringing, following the matter, ending with it, and accepting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.accounts.queries import holders_of_desk
from lantoa.duties import rules
from lantoa.duties.actions.climb import begin
from lantoa.duties.announcements import RingAccepted
from lantoa.duties.models import Ring
from lantoa.duties.queries import visible_to
from lantoa.errands.actions import announce
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Desk

BUNCH_SECONDS = 600


class NotAllowed(Exception):
    """This person does not hear these rings."""


class TooLate(Exception):
    """Somebody else accepted them a moment before; ``name`` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@transaction.atomic
def ring(*, by: Actor, desk: int, thread: int) -> Ring:
    """Let an emergency ring on its desk. The same thread rings once, whoever asks again and however late: one that
    moved or ended meanwhile stays as it is."""
    now = clock.now()
    row, new = Ring.objects.get_or_create(
        thread=thread, defaults={"desk_id": desk, "bunch": _bunch(desk, now), "since": now}
    )
    if new:
        _journal(by, "ring.started", row)
        begin(by, row, now)
    return row


@transaction.atomic
def follow(*, by: Actor, desk: int, thread: int, only: bool = False) -> Ring:
    """The matter is an emergency and lies here now: it rings here, anew where its ring had ended unheard, or where
    whoever took it over does not sit.

    Whoever heard it before goes on hearing it; with ``only`` (a complaint) nobody does but this desk and those above.
    """
    now = clock.now()
    row = Ring.objects.select_for_update(of=("self",)).select_related("desk").filter(thread=thread).first()
    if row is None:
        return ring(by=by, desk=desk, thread=thread)
    moved, ended = row.desk_id != desk, row.ended_at is not None
    if only:
        row.calls.exclude(desk=desk).delete()
    left = moved and row.accepted_at is not None and not _sits_there(row.accepted_by_id or 0, desk, thread)
    if (row.accepted_at is not None and not left) or not (moved or ended or only):
        return row
    if moved or ended:
        row.bunch = _bunch(desk, now)
    row.desk, row.ended_at, row.ended_why = Desk.objects.get(pk=desk), None, ""
    if ended or left:
        row.since, row.passed_on_at, row.accepted_by, row.accepted_at = now, None, None, None
    if ended:
        row.calls.all().delete()
    row.save()
    _journal(by, "ring.started" if ended else "ring.moved", row)
    begin(by, row, now)
    return row


def _sits_there(staff: int, desk: int, thread: int) -> bool:
    """Whether whoever took it over is among those of the desk: it is theirs still."""
    return holders_of_desk(desk, thread=thread).filter(pk=staff).exists()


@transaction.atomic
def end(*, by: Actor, desk: int, thread: int, why: str) -> None:
    """The matter is over, or an emergency no longer: nobody hears it any more, also where it had not begun to ring.

    What somebody accepted stays theirs. ``why`` stands at the ring and in the journal.
    """
    now = clock.now()
    row, new = Ring.objects.get_or_create(
        thread=thread,
        defaults={"desk_id": desk, "bunch": _bunch(desk, now), "since": now, "ended_at": now, "ended_why": why},
    )
    waits = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True, ended_at__isnull=True)
    if new or waits.update(ended_at=now, ended_why=why, next_at=None):
        _journal(by, "ring.ended", row, f" why:{why}")


def _bunch(desk: int, now: datetime) -> str:
    return f"{desk}:{int(now.timestamp()) // BUNCH_SECONDS}"


def _journal(by: Actor, verb: str, row: Ring, more: str = "") -> None:
    journal.write(by=by, verb=verb, unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}{more}")


@transaction.atomic
def accept(*, by: Actor, rings: Iterable[int]) -> list[Ring]:
    """Take over these rings by name; they are silent for everybody from now on, and the matters are this person's.

    Raises NotAllowed when none of them is heard by this person, TooLate when all were taken already.
    """
    wanted = visible_to(by).filter(pk__in=list(rings), ended_at__isnull=True)
    heard = list(wanted.select_related("desk", "accepted_by").prefetch_related("calls"))
    if not heard or not all(rules.may_accept(by, row) for row in heard):
        raise NotAllowed
    taken = []
    for row in heard:
        free = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True, ended_at__isnull=True)
        if free.update(accepted_by=int(by.id), accepted_at=clock.now()):
            journal.write(by=by, verb="ring.accepted", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}")
            announce(RingAccepted(ring=row.pk, thread=row.thread, staff=int(by.id)))
            taken.append(row)
    if not taken:
        first = Ring.objects.select_related("accepted_by").get(pk=heard[0].pk)
        raise TooLate(str(first.accepted_by))
    return taken
