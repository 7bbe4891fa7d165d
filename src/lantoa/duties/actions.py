"""Ringing, accepting, passing on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from lantoa.duties import rules
from lantoa.duties.announcements import RingUnanswered
from lantoa.duties.models import Ring
from lantoa.duties.queries import visible_to
from lantoa.errands.actions import announce
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Desk
from lantoa.places.queries import above_desk, desk_of, duty_desk
from lantoa.places.states import DeskKind

PATIENCE = timedelta(seconds=60)
BUNCH_SECONDS = 600
BATCH = 200


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
        journal.write(by=by, verb="ring.started", unit=row.desk.unit_id, thread=thread, about=f"ring:{row.pk}")
    elif row.desk_id != desk and row.accepted_at is None:
        return _follow(by, row, desk)
    return row


def _follow(by: Actor, row: Ring, desk: int) -> Ring:
    """The matter moved before anybody accepted it."""
    free = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True)
    if free.update(above=row.desk_id, desk=desk):
        row.refresh_from_db()
        journal.write(by=by, verb="ring.moved", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}")
    return row


@transaction.atomic
def accept(*, by: Actor, rings: Iterable[int]) -> list[Ring]:
    """Take over these rings by name; they are silent for everybody from now on.

    Raises NotAllowed when none of them is heard by this person, TooLate when all were taken already.
    """
    heard = list(visible_to(by).filter(pk__in=list(rings)).select_related("desk", "accepted_by"))
    if not heard or not all(rules.may_accept(by, row) for row in heard):
        raise NotAllowed
    taken = []
    for row in heard:
        free = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True)
        if free.update(accepted_by=int(by.id), accepted_at=clock.now()):
            journal.write(by=by, verb="ring.accepted", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}")
            taken.append(row)
    if not taken:
        first = Ring.objects.select_related("accepted_by").get(pk=heard[0].pk)
        raise TooLate(str(first.accepted_by))
    return taken


def _higher(desk: Desk) -> Desk | None:
    """Who hears next: the city's duty desk, then what lies above, then the inspectorate."""
    try:
        if desk.kind in (DeskKind.BEAT, DeskKind.INBOX, DeskKind.CHIEF):
            return duty_desk(desk.unit)
        if desk.kind == DeskKind.DUTY:
            return desk_of(DeskKind.ABOVE, desk.unit)
        if desk.kind == DeskKind.ABOVE:
            return above_desk(desk.unit)
    except Desk.DoesNotExist:
        pass
    return None


@transaction.atomic
def pass_on(*, by: Actor) -> int:
    """Let the unit above hear what nobody accepted within a minute. Returns how many rings."""
    now = clock.now()
    waiting = Ring.objects.filter(accepted_at__isnull=True, passed_on_at__isnull=True, since__lte=now - PATIENCE)
    passed = 0
    for row in waiting.select_related("desk__unit").order_by("since")[:BATCH]:
        still = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True, passed_on_at__isnull=True)
        if still.update(passed_on_at=now, above=_higher(row.desk)):
            journal.write(
                by=by, verb="ring.passed_on", unit=row.desk.unit_id, thread=row.thread, about=f"ring:{row.pk}"
            )
            announce(RingUnanswered(ring=row.pk, unit=row.desk.unit_id))
            passed += 1
    return passed
