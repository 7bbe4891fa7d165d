"""The first true event of an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lantoa.delivery.models import Account
from lantoa.delivery.queries.known import forget_accounts
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock


@transaction.atomic
def verified(*, by: Actor, accounts: Iterable[int]) -> int:
    """Note that a signature of these accounts was right, so that their secret is. Returns how many were new."""
    new = list(Account.objects.filter(pk__in=set(accounts), verified_at__isnull=True))
    Account.objects.filter(pk__in=[a.pk for a in new]).update(verified_at=clock.now())
    for account in new:
        journal.write(by=by, verb="account.verified", unit=account.unit_id, about=f"account:{account.pk}")
    transaction.on_commit(forget_accounts)
    return len(new)
