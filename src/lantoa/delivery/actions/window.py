"""Somebody wrote: the messenger lets us answer for some days, and held messages may leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.delivery.models import Outbox, Window
from lantoa.delivery.queries.waiting import address_hash
from lantoa.delivery.states import OutboxState
from lantoa.kit import clock, hints
from lantoa.kit.pace import giving_way


def touch(contacts: Iterable[tuple[int, str, datetime]]) -> None:
    """Note when people (account, address) last wrote, and set free what was held for them."""
    latest: dict[tuple[int, bytes], datetime] = {}
    for account, address, at in contacts:
        key = (account, address_hash(account, address))
        latest[key] = max(at, latest.get(key, at))
    if not latest:
        return
    rows = [Window(account_id=account, to=to, last_at=at) for (account, to), at in latest.items()]
    with giving_way(), transaction.atomic():
        Window.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["account", "to"], update_fields=["last_at"]
        )
        held = Outbox.objects.filter(to__in=[row.to for row in rows], state=OutboxState.HELD)
        if held.update(state=OutboxState.WAITING, due=clock.now(), fault="", tries=0):
            transaction.on_commit(hints.poke)
