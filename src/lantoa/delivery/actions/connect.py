"""Connecting an account of a unit."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import transaction

from lantoa.delivery.actions.retry import account_mended
from lantoa.delivery.logic.messenger import Messenger, Secrets
from lantoa.delivery.models import Account, Allowance, Bucket, Grant
from lantoa.delivery.queries.known import account_key, forget_accounts, opened, secrets_row
from lantoa.delivery.rules import may_connect
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock


class NotAllowed(Exception):
    """Only whoever holds the machine connects accounts."""


class BelongsElsewhere(Exception):
    """This account is already another unit's or another app's; disconnect it there first."""


@transaction.atomic
def connect_account(
    *,
    by: Actor,
    messenger: Messenger,
    unit: int,
    external_id: str,
    secrets: Secrets,
    app_id: str = "",
    refresh_token: str = "",
    per_minute: int = 0,
) -> Account:
    """Connect an account, or give a connected one new secrets; its rows and verification stay when the secret stays.

    With a refresh token it may also send, ``per_minute`` calls at most (without it what the smallest package
    allows, or what was set before). Raises NotAllowed, BelongsElsewhere.
    """
    if not may_connect(by):
        raise NotAllowed
    held = Account.objects.filter(kind=messenger.kind, external_id=external_id).first()
    if held is not None and (held.unit_id, held.app_id) != (unit, app_id):
        raise BelongsElsewhere
    sealed = account_key().seal(json.dumps(asdict(secrets)).encode(), row=secrets_row(messenger.kind, external_id))
    account, made = Account.objects.update_or_create(
        kind=messenger.kind,
        external_id=external_id,
        defaults={"unit_id": unit, "app_id": app_id, "secrets": sealed, "active": True},
        create_defaults={
            "unit_id": unit,
            "app_id": app_id,
            "secrets": sealed,
            "active": True,
            "made_at": clock.now(),
        },
    )
    _set_quota(account, messenger, per_minute)
    if refresh_token:
        _grant(account, refresh_token)
    if held is not None and opened(held).secret != secrets.secret:
        Account.objects.filter(pk=account.pk).update(verified_at=None)
    Allowance.objects.filter(account=account).delete()  # perhaps another package by now
    account_mended(account.pk)
    journal.write(
        by=by, verb="account.connected" if made else "account.changed", unit=unit, about=f"account:{account.pk}"
    )
    transaction.on_commit(forget_accounts)
    return account


def _set_quota(account: Account, messenger: Messenger, per_minute: int) -> None:
    if per_minute:
        Bucket.objects.update_or_create(account=account, defaults={"allowed": max(2, per_minute)})
    else:
        Bucket.objects.get_or_create(account=account, defaults={"allowed": messenger.per_minute})


def _grant(account: Account, refresh_token: str) -> None:
    tokens = seal_tokens(account.pk, "", refresh_token)
    fresh = {"tokens": tokens, "expires_at": None, "lease_owner": "", "lease_until": None, "lost_at": None, "fault": ""}
    Grant.objects.update_or_create(account=account, defaults=fresh)


def seal_tokens(account: int, access: str, refresh: str) -> bytes:
    """A pair of tokens, sealed for its account."""
    return account_key().seal(json.dumps({"access": access, "refresh": refresh}).encode(), row=f"grant:{account}")
