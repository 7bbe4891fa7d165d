"""What an account may do."""

from __future__ import annotations

from django.db import transaction

from lantoa.delivery.actions.retry import account_mended
from lantoa.delivery.models import Account
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.queries.switches import SWITCHES
from lantoa.delivery.rules import may_connect
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor


class NotAllowed(Exception):
    """Only whoever holds the machine switches accounts."""


class NoSwitch(Exception):
    """There is no switch of this name."""


@transaction.atomic
def switch(*, by: Actor, account: Account, name: str, on: bool) -> None:
    """Let an account do something, or not. What waited for it leaves. Raises NotAllowed, NoSwitch."""
    if not may_connect(by):
        raise NotAllowed
    if name not in SWITCHES:
        raise NoSwitch(name)
    Account.objects.filter(pk=account.pk).update(**{f"may_{name}": on})
    journal.write(
        by=by, verb=f"account.{name}_{'on' if on else 'off'}", unit=account.unit_id, about=f"account:{account.pk}"
    )
    if on:
        account_mended(account.pk)
    transaction.on_commit(forget_accounts)
