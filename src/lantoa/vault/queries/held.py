"""Getting a key into the hand: the only way from a row to its text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from lantoa.kit import clock, keys
from lantoa.kit.seal import HeldKey, SealBroken
from lantoa.vault.models import Key


class KeyDestroyed(Exception):
    """The key was destroyed; what was sealed with it cannot be read by anybody again."""


def wrapping() -> HeldKey:
    """The key that wraps keys; it follows from the key file."""
    return HeldKey(0, keys.purpose_key("wrap/1"))


def _open(row: Key) -> HeldKey:
    if row.wrapped is None:
        raise KeyDestroyed(row.pk)
    return HeldKey(row.pk, wrapping().unseal(bytes(row.wrapped), row=f"key:{row.kind}"))


def hold(key_id: int) -> HeldKey:
    """One key in the open. Raises KeyDestroyed."""
    row = Key.objects.filter(pk=key_id).first()
    if row is None:
        raise KeyDestroyed(key_id)
    return _open(row)


def hold_many(key_ids: Iterable[int]) -> dict[int, HeldKey]:
    """Keys by id in one statement; destroyed ones are left out."""
    return {row.pk: _open(row) for row in Key.objects.filter(pk__in=set(key_ids)) if row.wrapped is not None}


def unwiped(*, older_than: timedelta = timedelta()) -> int:
    """Destroyed keys, at least this long ago, that SQLite's files may still show."""
    gone = Key.objects.filter(destroyed_at__isnull=False, wiped_at__isnull=True)
    return gone.filter(destroyed_at__lte=clock.now() - older_than).count()


def keys_held() -> int:
    """How many threads, people and files have a key that opens them."""
    return Key.objects.filter(wrapped__isnull=False).exclude(kind=Key.Kind.DAY).exclude(kind=Key.Kind.PURPOSE).count()


def key_file_fits() -> bool | None:
    """Whether the key file opens what this database holds: its newest key. None when it holds none yet."""
    row = Key.objects.filter(wrapped__isnull=False).order_by("-pk").first()
    if row is None:
        return None
    try:
        _open(row)
    except SealBroken:
        return False
    return True
