"""How a ring climbs: from the desk of the matter upward, unit by unit, a minute at each, until somebody accepts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lantoa.accounts.queries import holders_of_desk
from lantoa.duties.announcements import RingUnanswered
from lantoa.duties.models import Call, Ring
from lantoa.errands.actions import announce
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Desk
from lantoa.places.queries import above_desk, desk_of, duty_desk
from lantoa.places.states import DeskKind

PATIENCE = timedelta(seconds=60)
BATCH = 200


def call(ring: Ring, desk: Desk, now: datetime) -> bool:
    """Let a desk hear the ring too. Whether anybody sits there who can hear it."""
    Call.objects.get_or_create(ring=ring, desk=desk, defaults={"at": now})
    return holders_of_desk(desk.pk, power="bell", thread=ring.thread).exists()


def higher(desk: Desk) -> Desk | None:
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
    """Let the next unit hear what nobody accepted within its minute. Returns how many rings."""
    now = clock.now()
    waiting = Ring.objects.filter(accepted_at__isnull=True, ended_at__isnull=True, next_at__lte=now).select_related(
        "desk__unit"
    )
    return sum(climbed(by, row, now) for row in waiting.order_by("next_at")[:BATCH])


def begin(by: Actor, row: Ring, now: datetime) -> None:
    """Let the desk of the matter hear it; where nobody can, the next one with a hearer does in the same moment."""
    row.next_at = now + PATIENCE
    row.save(update_fields=["next_at"])
    if not call(row, row.desk, now):
        climbed(by, row, now)


def climbed(by: Actor, row: Ring, now: datetime) -> bool:
    """One step; a desk at which nobody can hear it is called and passed at once, a bell in an empty room is none."""
    still = Ring.objects.filter(pk=row.pk, accepted_at__isnull=True, ended_at__isnull=True, next_at=row.next_at)
    if not still.update(next_at=now + PATIENCE):
        return False
    called = set(Call.objects.filter(ring=row).values_list("desk", flat=True))
    desk: Desk | None = row.desk
    reached = None
    while desk is not None:
        desk = higher(desk)
        if desk is None or desk.pk in called:
            continue
        reached = desk
        if call(row, desk, now):
            break
    Ring.objects.filter(pk=row.pk).update(passed_on_at=now, **({} if desk else {"next_at": None}))
    if row.passed_on_at is None:
        announce(RingUnanswered(ring=row.pk, unit=row.desk.unit_id, since=row.since.isoformat()))
    if reached is not None:
        about = f"ring:{row.pk} desk:{reached.pk}"
        journal.write(by=by, verb="ring.passed_on", unit=row.desk.unit_id, thread=row.thread, about=about)
        announce(RingUnanswered(ring=row.pk, unit=reached.unit_id, since=row.since.isoformat()))
    return True
