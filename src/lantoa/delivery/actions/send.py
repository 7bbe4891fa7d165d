"""Promising a message, and taking the promise back."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from lantoa.delivery.actions.day_key import day_key
from lantoa.delivery.models import Outbox
from lantoa.delivery.queries import address_hash
from lantoa.delivery.states import UNSENT, OutboxRank, OutboxState
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, hints


class NothingToSend(Exception):
    """Neither text nor picture, or no address."""


@transaction.atomic
def send(
    *,
    by: Actor,
    account: int,
    address: str,
    text: str,
    picture: bytes | None = None,
    thread: int | None = None,
    key: str,
    purpose: str,
    rank: OutboxRank = OutboxRank.ORDINARY,
) -> Outbox:
    """Promise one message in the caller's transaction; it leaves after the commit, in parts if it is long.

    The same ``key`` is promised once: a second call returns the first row. ``purpose`` is ``answer``, ``receipt``,
    ``emergency``, ``where``, ``invitation``, ... and is all an officer sees of an emptied row. Those of a lower
    ``rank`` leave first; what was said before in the same thread goes with it. Raises NothingToSend.
    """
    if not address or not (text.strip() or picture):
        raise NothingToSend
    now, held = clock.now(), day_key("outbox")
    leaves = _not_before_earlier(thread, now)
    row, made = Outbox.objects.get_or_create(
        key=key,
        defaults={
            "account_id": account,
            "thread": thread,
            "purpose": purpose,
            "rank": rank,
            "to": address_hash(account, address),
            "body": held.seal(json.dumps({"address": address, "text": text}).encode(), row=f"outbox:{key}"),
            "picture": held.seal(picture, row=f"picture:{key}") if picture else None,
            "seal_key": held.id,
            "due": leaves,
            "made_at": now,
        },
    )
    if made:
        _raise_earlier(row)
        journal.write(by=by, verb="message.promised", thread=thread, about=f"outbox:{row.pk}")
        transaction.on_commit(hints.poke)
    return row


def _not_before_earlier(thread: int | None, due: datetime) -> datetime:
    """What is said in a thread leaves in its order, also when an earlier message has to wait."""
    if thread is None:
        return due
    waiting = Outbox.objects.filter(thread=thread, state=OutboxState.WAITING)
    latest = waiting.order_by("-due").values_list("due", flat=True).first()
    return max(due, latest) if latest is not None else due


def _raise_earlier(row: Outbox) -> None:
    """What was said in the thread before leaves before it, so it must not wait behind others' either."""
    if row.thread is not None and row.rank == OutboxRank.LIFE:
        earlier = Outbox.objects.filter(thread=row.thread, state=OutboxState.WAITING, rank__gt=row.rank)
        earlier.update(rank=row.rank)


@transaction.atomic
def empty(*, by: Actor, thread: int) -> int:
    """Give up and empty every unsent message of a thread (withdrawn, moved, destroyed). Returns how many."""
    rows = Outbox.objects.filter(thread=thread, state__in=UNSENT)
    count = rows.update(
        state=OutboxState.GIVEN_UP, body=None, picture=None, to=None, seal_key=None, fault="emptied", owner=""
    )
    if count:
        journal.write(by=by, verb="message.emptied", thread=thread)
    return count
