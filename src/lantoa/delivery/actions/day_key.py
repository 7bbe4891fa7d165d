"""The key of the day for inbox and outbox rows."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from lantoa.kit import clock
from lantoa.kit.seal import HeldKey
from lantoa.vault.actions import labelled_key
from lantoa.vault.queries import hold

KINDS = ("inbox", "outbox")
_kept: dict[object, HeldKey] = {}


def day_key(kind: str) -> HeldKey:
    """Today's key for ``inbox`` or ``outbox`` rows; destroyed some days later with its last row."""
    label = f"{kind} {clock.today().isoformat()}"
    return _kept.get(label) or _keep(label, lambda: labelled_key("day", label))


def held(key_id: int) -> HeldKey:
    """A key by id. Raises KeyDestroyed."""
    return _kept.get(key_id) or _keep(key_id, lambda: hold(key_id))


def forget_keys() -> None:
    """Drop the kept keys: after one was destroyed or a backup restored, and between tests."""
    _kept.clear()


def _keep(name: object, get: Callable[[], HeldKey]) -> HeldKey:
    """Kept only once its row is committed: a key made in a transaction that fails never existed."""
    key = get()

    def keep() -> None:
        if len(_kept) > 64:
            _kept.clear()
        _kept[name] = key

    transaction.on_commit(keep)
    return key
