from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.seal import HeldKey
from lantoa.media.logic import shelf
from lantoa.media.logic.take import Taken
from lantoa.media.models import MediaFile
from lantoa.media.states import State


class WaitedTooLong(Exception):
    """A file waited more than two hours and is gone; ``args[0]`` is how many are."""


@transaction.atomic
def keep(*, by: Actor, owner: int, key: HeldKey, taken: Sequence[Taken], unit: int | None = None) -> list[MediaFile]:
    """Make waiting files belong to a thread, their keys wrapped under its key, in the order given.

    Files get their lasting name before the rows are written: a transaction that fails leaves only names
    that the sweep removes. Raises WaitedTooLong before anything is written, and OSError.
    """
    if not taken:
        return []
    variants = [shelf.keep(one.ref) for one in taken]
    if gone := sum(1 for found in variants if not found):
        raise WaitedTooLong(gone)
    now = clock.now()
    rows = [
        MediaFile(
            ref=one.ref, owner=owner, kind=one.kind, fault=one.fault, mime=one.mime, size=one.size,
            state=State.PARKED if one.fault else State.CLEAN,
            width=one.width, height=one.height, removed=list(one.removed), has_original=shelf.ORIGINAL in found,
            wrapped=key.seal(bytes.fromhex(one.key), row=f"file:{one.ref}"), made_at=now,
        )
        for one, found in zip(taken, variants, strict=True)
    ]  # fmt: skip
    kept = MediaFile.objects.bulk_create(rows)
    journal.write(by=by, verb="files.kept", unit=unit, thread=owner, about=f"files:{len(kept)}")
    return kept
