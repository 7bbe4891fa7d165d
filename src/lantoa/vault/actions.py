"""Making and destroying keys."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, seal
from lantoa.kit.seal import HeldKey
from lantoa.vault.models import Key
from lantoa.vault.queries import hold, wrapping


def new_key(kind: str) -> HeldKey:
    """A fresh key, wrapped and stored in the caller's transaction (``thread``, ``person``, ``file``)."""
    key = seal.new_key()
    row = Key.objects.create(kind=kind, wrapped=wrapping().seal(key, row=f"key:{kind}"), made_on=clock.today())
    return HeldKey(row.pk, key)


def labelled_key(kind: str, label: str) -> HeldKey:
    """The one key of a day (``day``, ``"inbox 2026-10-15"``) or purpose, made when first asked for."""
    row = Key.objects.filter(label=label).only("pk").first()
    if row is None:
        wrapped = wrapping().seal(seal.new_key(), row=f"key:{kind}")
        row, _ = Key.objects.get_or_create(
            label=label, defaults={"kind": kind, "wrapped": wrapped, "made_on": clock.today()}
        )
    return hold(row.pk)


def destroy(*, by: Actor, key_ids: Iterable[int], why: str) -> int:
    """Destroy keys for ever: what was sealed with them cannot be read again. Returns how many were held."""
    ids = list(key_ids)
    gone = Key.objects.filter(pk__in=ids, wrapped__isnull=False).update(
        wrapped=None, destroyed_at=clock.now(), label=None
    )
    for key_id in ids:
        write(by=by, verb="key.destroyed", about=f"key:{key_id}")
    return gone
