"""Known accounts as the door needs them, kept for seconds: a webhook must not pay for a query."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass

from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.models import Account
from lantoa.kit import keys
from lantoa.kit.seal import HeldKey

KEEP, AGAIN = 5.0, 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """One active account, opened."""

    id: int
    kind: str
    app_id: str
    external_id: str
    unit_id: int
    verified: bool
    secrets: Secrets
    may_send: bool = True
    may_charge: bool = False


def account_key() -> HeldKey:
    """The key that seals accounts' secrets; it follows from the key file."""
    return HeldKey(0, keys.purpose_key("account/1"))


def secrets_row(kind: str, external_id: str) -> str:
    """Where an account's secrets belong: an envelope moved to another account does not open."""
    return f"account:{kind}:{external_id}"


def opened(account: Account) -> Secrets:
    """The secrets of an account."""
    plain = account_key().unseal(bytes(account.secrets), row=secrets_row(account.kind, account.external_id))
    return Secrets(**json.loads(plain))


_guard = threading.Lock()
_kept: dict[tuple[str, str], Known] = {}
_read_at = 0.0


def forget_accounts() -> None:
    """Read them anew at the next call."""
    global _read_at
    _read_at = 0.0


def _all(older_than: float) -> dict[tuple[str, str], Known]:
    global _kept, _read_at
    with _guard:
        if not _read_at or time.monotonic() - _read_at > older_than:
            rows = Account.objects.filter(active=True)
            _kept = {
                (r.kind, r.external_id): Known(
                    r.pk,
                    r.kind,
                    r.app_id,
                    r.external_id,
                    r.unit_id,
                    r.verified_at is not None,
                    opened(r),
                    r.may_send,
                    r.may_charge,
                )
                for r in rows
            }
            _read_at = time.monotonic()
        return _kept


def known(kind: str, external_id: str, *, fresh: bool = False) -> Known | None:
    """An active account by its id with the messenger. ``fresh`` reads again unless that was just done."""
    return _all(AGAIN if fresh else KEEP).get((kind, external_id))


def known_by_id(account: int) -> Known | None:
    """An active account by our own id."""
    found = next((k for k in _all(KEEP).values() if k.id == account), None)
    return found or next((k for k in _all(AGAIN).values() if k.id == account), None)


def known_of_app(kind: str, app_id: str, *, fresh: bool = False) -> list[Known]:
    """The active accounts of an app."""
    return [k for k in _all(AGAIN if fresh else KEEP).values() if (k.kind, k.app_id) == (kind, app_id)]
