"""Somebody wrote: the messenger lets us answer for some days, and held messages may leave. Somebody left: they wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Account, Outbox, Window
from lantoa.delivery.queries.waiting import address_hash
from lantoa.delivery.states import OutboxState
from lantoa.kit import clock, hints
from lantoa.kit.pace import giving_way

# A window only ever moves forward: an event that was on its way for days says when it was sent, not that somebody is
# here.
_NOTE = """
INSERT INTO delivery_window (account_id, "to", last_at) VALUES (%s, %s, %s)
ON CONFLICT (account_id, "to") DO UPDATE SET last_at = excluded.last_at
WHERE excluded.last_at > delivery_window.last_at
"""


def touch(contacts: Iterable[tuple[int, str, datetime]]) -> None:
    """Note when people (account, address) last wrote, each by the event's own time, and set free what was held for
    those whose window is open by it."""
    latest: dict[tuple[int, bytes], datetime] = {}
    for account, address, at in contacts:
        key = (account, address_hash(account, address))
        latest[key] = max(at, latest.get(key, at))
    if not latest:
        return
    moment = connection.ops.adapt_datetimefield_value
    rows = [(account, to, moment(at)) for (account, to), at in sorted(latest.items())]
    with giving_way(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany(_NOTE, rows)
        if free := _freed(latest):
            held = Outbox.objects.filter(free, state=OutboxState.HELD)
            if held.update(state=OutboxState.WAITING, due=clock.now(), fault="", tries=0):
                transaction.on_commit(hints.poke)


def _freed(latest: dict[tuple[int, bytes], datetime]) -> Q:
    """What may leave now: anything to who wrote within the free hours; within the open days all but what would cost
    money then."""
    now, free, counted = clock.now(), [], []
    kinds = dict(Account.objects.filter(pk__in={account for account, _ in latest}).values_list("pk", "kind"))
    for (account, to), at in latest.items():
        rule = all_messengers()[kinds[account]].window
        if rule is None or now - at < rule.free:
            free.append(to)
        elif now - at < rule.open:
            counted.append(to)
    return Q(to__in=free) | (Q(to__in=counted) & ~Q(fault__startswith="charged:")) if free or counted else Q()


def close(*, account: int, address: str, at: datetime) -> None:
    """Somebody does not want to hear from this account any more: what waits for them is held until they write again.

    An event that was long on its way does not close what a later message opened.
    """
    to = address_hash(account, address)
    with giving_way(), transaction.atomic():
        if Window.objects.filter(account=account, to=to, last_at__gt=at).exists():
            return
        Window.objects.filter(account=account, to=to).delete()
        waiting = Outbox.objects.filter(account=account, to=to, state=OutboxState.WAITING, owner="")
        waiting.update(state=OutboxState.HELD, fault="person:unfollow")
