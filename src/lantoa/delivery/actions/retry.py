"""Setting rows free that were set aside."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from lantoa.delivery.logic.faults import ACCOUNT_FAULTS, WAITS_FOR_ACCOUNT
from lantoa.delivery.logic.messenger import Fault
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.rules import may_see_stuck
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, hints


class NotYours(Exception):
    """This person may not start stuck work again."""


@transaction.atomic
def try_again(*, by: Actor, inbox: Iterable[int] = (), outbox: Iterable[int] = ()) -> int:
    """Let parked rows come due again with their tries forgotten. Returns how many were. Raises NotYours."""
    if not may_see_stuck(by):
        raise NotYours
    fresh = {"due": clock.now(), "tries": 0, "owner": "", "fault": ""}
    # what nobody signed stays where it is: only the right secret sets it free
    events = Inbox.objects.filter(pk__in=list(inbox), state=InboxState.PARKED, account__isnull=False)
    count = events.exclude(fault="unverified").update(state=InboxState.STORED, **fresh)
    count += Outbox.objects.filter(pk__in=list(outbox), state=OutboxState.PARKED).update(
        state=OutboxState.WAITING, **fresh
    )
    if count:
        journal.write(by=by, verb="post.tried_again")
        transaction.on_commit(hints.poke)
    return count


def account_mended(account: int) -> int:
    """Messages that were set aside or wait because their account could not send may leave now."""
    rows = Outbox.objects.filter(account=account)
    aside = rows.filter(_by_class(ACCOUNT_FAULTS), state=OutboxState.PARKED)
    waits = rows.filter(_by_class(WAITS_FOR_ACCOUNT), state__in=(OutboxState.WAITING, OutboxState.HELD), owner="")
    fresh = {"state": OutboxState.WAITING, "due": clock.now(), "tries": 0, "fault": ""}
    count = aside.update(**fresh) + waits.update(**fresh)
    if count:
        transaction.on_commit(hints.poke)
    return count


def _by_class(faults: Iterable[Fault]) -> Q:
    classes = Q()
    for fault in faults:
        classes |= Q(fault__startswith=f"{fault}:")
    return classes
