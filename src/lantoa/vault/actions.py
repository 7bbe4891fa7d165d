"""Making and destroying keys."""

from __future__ import annotations

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
