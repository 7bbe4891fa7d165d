"""Access tokens. A refresh token works once: one process refreshes, and stores the new pair before it uses it."""

from __future__ import annotations

import json
import logging
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from lantoa.delivery.actions.connect import seal_tokens
from lantoa.delivery.logic.messenger import Fault, Messenger, SendRefused
from lantoa.delivery.models import Grant
from lantoa.delivery.queries.known import Known, account_key
from lantoa.journal import actions as journal
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than a refresh call may take, so that two never run at once."""
MARGIN = timedelta(minutes=10)
EARLY = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Access:
    """A token to send with, and which pair it is from."""

    token: str
    version: int


def access(known: Known, messenger: Messenger, *, after: int = 0, margin: timedelta = MARGIN) -> Access:
    """A token of this account that is good for a while, newer than pair ``after``; refreshed if need be.

    Calls the messenger, so never inside a transaction. Raises SendRefused: ``no_grant``, ``grant_lost``, ``refreshing``
    (another process is at it), or what the call met.
    """
    if not messenger.needs_grant:
        return Access("", 0)
    grant = Grant.objects.filter(account=known.id).first()
    if grant is None or not known.secrets.app_secret:
        raise SendRefused(Fault.NO_GRANT)
    if grant.lost_at is not None:
        raise SendRefused(Fault.GRANT_LOST)
    if _good(grant, after, margin):
        return Access(_tokens(grant)["access"], grant.version)
    return _refresh(known, messenger, after, margin)


def _good(grant: Grant, after: int, margin: timedelta) -> bool:
    return grant.version > after and grant.expires_at is not None and grant.expires_at - clock.now() > margin


def _tokens(grant: Grant) -> dict[str, str]:
    plain = account_key().unseal(bytes(grant.tokens), row=f"grant:{grant.account_id}")
    return dict(json.loads(plain))


def _refresh(known: Known, messenger: Messenger, after: int, margin: timedelta) -> Access:
    owner, now = f"{os.getpid()}-{secrets.token_hex(6)}", clock.now()
    free = Grant.objects.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now), account=known.id)
    if not free.update(lease_owner=owner, lease_until=now + LEASE):
        raise SendRefused(Fault.REFRESHING)
    grant = Grant.objects.get(account=known.id)
    mine = Grant.objects.filter(pk=grant.pk, lease_owner=owner)
    if grant.lost_at is None and _good(grant, after, margin):  # somebody was faster
        mine.update(lease_owner="", lease_until=None)
        return Access(_tokens(grant)["access"], grant.version)
    try:
        pair = messenger.refresh(known.app_id, known.secrets.app_secret, _tokens(grant)["refresh"])
    except SendRefused as refused:
        _not_refreshed(known, owner, refused, now)
        raise
    stored = mine.update(
        tokens=seal_tokens(known.id, pair.access, pair.refresh),
        version=F("version") + 1,
        expires_at=now + timedelta(seconds=pair.seconds),
        refreshed_at=now,
        lease_owner="",
        lease_until=None,
        fault="",
    )
    if not stored:  # our lease ran out and somebody else's refresh failed for it: theirs is the row's truth
        raise SendRefused(Fault.REFRESHING)
    return Access(pair.access, grant.version + 1)


@transaction.atomic
def _not_refreshed(known: Known, owner: str, refused: SendRefused, now: datetime) -> None:
    lost = refused.fault is Fault.GRANT_LOST
    changed = Grant.objects.filter(account=known.id, lease_owner=owner).update(
        lease_owner="", lease_until=None, fault=str(refused)[:60], **({"lost_at": now} if lost else {})
    )
    if lost and changed:
        log.error("the grant of account %s is lost: an administrator of the account must consent again", known.id)
        journal.write(by=HOUSE, verb="grant.lost", unit=known.unit_id, about=f"account:{known.id}")
