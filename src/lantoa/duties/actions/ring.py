"""Ringing and accepting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.duties import rules
from lantoa.duties.actions.climb import PATIENCE, call
from lantoa.duties.announcements import RingAccepted
from lantoa.duties.models import Ring
from lantoa.duties.queries import visible_to
from lantoa.errands.actions import announce
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock

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
    """Let an emergency ring on its desk. The same thread rings once, whoever asks again.

    When it lies elsewhere by now and nobody accepted, the bell rings at the new desk, and whoever heard it before
    goes on hearing it: a bell is never taken away.
    """
    now = clock.now()
    slot = int(now.timestamp()) // BUNCH_SECONDS
    row, new = Ring.objects.get_or_create(
        thread=thread, defaults={"desk_id": desk, "bunch": f"{desk}:{slot}", "since": now}
    )
    if new:
        _begin(row, now)
        journal.write(by=by, verb="ring.started", unit=row.desk.unit_id, thread=thread, about=f"ring:{row.pk}")
    elif row.desk_id != desk and row.accepted_at is None:
        return _follow(by, row, desk, now)
    return row


def _begin(row: Ring, now: datetime) -> None:
    """Ring at the desk of the matter; where nobody can hear it, the next one is called without waiting."""
    row.next_at = now + PATIENCE if call(row, row.desk, now) else now
    row.save(update_fields=["next_at"])


def _follow(by: Actor, row: Ring, desk: int, now: datetime) -> Ring:
    """The matter moved before anybody accepted it."""
    free = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True)
    if free.update(desk=desk):
        row.refresh_from_db()
        _begin(row, now)
        journal.write(by=by, verb="ring.moved", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}")
    return row


@transaction.atomic
def accept(*, by: Actor, rings: Iterable[int]) -> list[Ring]:
    """Take over these rings by name; they are silent for everybody from now on, and the matters are this person's.

    Raises NotAllowed when none of them is heard by this person, TooLate when all were taken already.
    """
    wanted = visible_to(by).filter(pk__in=list(rings))
    heard = list(wanted.select_related("desk", "accepted_by").prefetch_related("calls"))
    if not heard or not all(rules.may_accept(by, row) for row in heard):
        raise NotAllowed
    taken = []
    for row in heard:
        free = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True)
        if free.update(accepted_by=int(by.id), accepted_at=clock.now()):
            journal.write(by=by, verb="ring.accepted", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}")
            announce(RingAccepted(ring=row.pk, thread=row.thread, staff=int(by.id)))
            taken.append(row)
    if not taken:
        first = Ring.objects.select_related("accepted_by").get(pk=heard[0].pk)
        raise TooLate(str(first.accepted_by))
    return taken
