"""Destroying what was told: withdrawn threads after their days, people who withdraw from a messenger."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from lantoa.accounts.actions import forget_kept
from lantoa.conversations.actions import bell, cards
from lantoa.conversations.announcements import ThreadDestroyed
from lantoa.conversations.logic.cards import NOTHING_DUE
from lantoa.conversations.models import Correspondent, NumberMark, PlateMark, Thread
from lantoa.conversations.states import Chip, Urgency
from lantoa.delivery import actions as delivery
from lantoa.errands.actions import announce
from lantoa.journal.actions import write
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock
from lantoa.vault import actions as vault

WITHDRAWN_DAYS = 10


@transaction.atomic
def withdraw(*, by: Actor, thread: Thread, keep: bool = False) -> Thread:
    """The resident takes it back: it leaves all lists at once, its key is destroyed after 10 days.

    ``keep`` (the tip looks like a crime): the key stays until the tip's own clock ends. Taken back twice, the first
    time counts: the ten days do not begin again.
    """
    now = clock.now()
    if Thread.objects.select_for_update().filter(n=thread.n, chip=Chip.WITHDRAWN).exists():
        return thread
    until = None if keep else now + timedelta(days=WITHDRAWN_DAYS)
    cards.write_card(thread=thread, open=False, chip=Chip.WITHDRAWN, closed_at=now, keep_until=until, unread=False,
                     waiting=False, owed_since=None, due_at=NOTHING_DUE)  # fmt: skip
    cards.unlist(thread=thread)
    if not keep:
        PlateMark.objects.filter(thread=thread).delete()
        NumberMark.objects.filter(thread=thread).delete()
    delivery.empty(by=by, thread=thread.n)
    write(by=by, verb="thread.withdrawn", unit=thread.desk.unit_id, thread=thread.n)
    return thread


@transaction.atomic
def destroy(*, by: Actor, thread: Thread) -> None:
    """Destroy a thread's text for ever: its key, its search row, its plate marks, what waits to leave."""
    cards.unlist(thread=thread)
    PlateMark.objects.filter(thread=thread).delete()
    NumberMark.objects.filter(thread=thread).delete()
    living = Thread.objects.filter(beside=thread, destroyed_at=None).first()
    if living is not None:  # the copy above goes on: the receipt opens that from now on
        thread.receipts.update(thread=living)
    thread.receipts.all().delete()
    forget_kept(thread=thread.n)
    delivery.empty(by=by, thread=thread.n)
    Thread.objects.filter(n=thread.n).update(
        open=False, closed_at=thread.closed_at or clock.now(), destroyed_at=clock.now()
    )
    vault.destroy(by=by, key_ids=[thread.key], why="thread")
    if thread.urgency == Urgency.EMERGENCY:
        bell.ends(thread=thread, why="destroyed")
    announce(ThreadDestroyed(thread.n), key=f"destroyed:{thread.n}")
    write(by=by, verb="thread.destroyed", unit=thread.desk.unit_id, thread=thread.n)


def destroy_due(limit: int = 50) -> int:
    """Destroy threads whose time is over. Returns how many."""
    due = Thread.objects.select_related("desk").filter(keep_until__lte=clock.now(), destroyed_at=None)[:limit]
    rows = list(due)
    for thread in rows:
        destroy(by=HOUSE, thread=thread)
    return len(rows)


@transaction.atomic
def forget_person(*, by: Actor, person: Correspondent) -> None:
    """``user_withdraw``: destroy contact and address, close the channel; open tips keep their text."""
    # found by this hash no more: who writes again later is somebody new, with an address to answer to
    Correspondent.objects.filter(pk=person.pk).update(
        address=None, contact=None, address_hash=secrets.token_bytes(32), closed_at=clock.now()
    )
    vault.destroy(by=by, key_ids=[person.person_key], why="person")
    for thread in Thread.objects.filter(correspondent=person):
        delivery.empty(by=by, thread=thread.n)
    write(by=by, verb="person.forgotten", about=f"person:{person.pk}")
