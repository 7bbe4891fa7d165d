"""Forgetting in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.delivery.actions.day_key import KINDS, forget_keys
from lantoa.delivery.models import Inbox, Outbox, Window
from lantoa.delivery.states import FULL, UNSENT, InboxState, OutboxState
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.pace import giving_way
from lantoa.vault import actions as vault
from lantoa.vault.models import Key

INBOX_FOR, SENT_FOR, HELD_FOR, WINDOW_FOR = (
    timedelta(days=30),
    timedelta(days=30),
    timedelta(days=30),
    timedelta(days=8),
)
CHUNK = 1000


def forget_rows(*, by: Actor) -> None:
    """Delete emptied rows past their time, and give up what was held for too long."""
    now = clock.now()
    _chunks(Inbox.objects.filter(state__in=[InboxState.DONE, InboxState.IGNORED], received_at__lt=now - INBOX_FOR))
    _chunks(Inbox.objects.filter(state=InboxState.PARKED, fault="unverified", due__lt=now))
    _chunks(Outbox.objects.filter(state__in=[OutboxState.SENT, OutboxState.GIVEN_UP], made_at__lt=now - SENT_FOR))
    _chunks(Window.objects.filter(last_at__lt=now - WINDOW_FOR))
    with giving_way(), transaction.atomic():
        held = Outbox.objects.filter(state=OutboxState.HELD, made_at__lt=now - HELD_FOR)
        if held.update(
            state=OutboxState.GIVEN_UP, body=None, picture=None, to=None, seal_key=None, fault="held_too_long"
        ):
            journal.write(by=by, verb="message.given_up")


def _chunks(rows: Any) -> None:
    """In pieces, so that nobody waits long behind a large delete."""
    while True:
        ids = list(rows.values_list("pk", flat=True)[:CHUNK])
        if not ids:
            return
        with giving_way():
            rows.model._default_manager.filter(pk__in=ids).delete()


def destroy_day_keys(*, by: Actor) -> int:
    """Destroy the keys of days (not the last two: rows may still be under way) that seal no row. Returns how many."""
    keep = {f"{kind} {(clock.today() - timedelta(days=n)).isoformat()}" for kind in KINDS for n in (-1, 0, 1)}
    old = Key.objects.filter(kind=Key.Kind.DAY, destroyed_at__isnull=True).exclude(label__in=keep)
    ours = old.filter(Q(label__startswith="inbox ") | Q(label__startswith="outbox "))
    used = set(Inbox.objects.filter(state__in=FULL, key__isnull=False).values_list("key", flat=True).distinct())
    used |= set(Outbox.objects.filter(state__in=UNSENT).values_list("seal_key", flat=True).distinct())
    free = [pk for pk in ours.values_list("pk", flat=True) if pk not in used]
    if free:
        vault.destroy(by=by, key_ids=free, why="emptied")
        forget_keys()
    return len(free)
