"""Files that are still elsewhere: they have their place in the thread at once, their content comes later or never."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, seal
from lantoa.kit.seal import HeldKey
from lantoa.media.logic import shelf
from lantoa.media.logic.take import Taken
from lantoa.media.models import MediaFile
from lantoa.media.states import State


@transaction.atomic
def expect(*, by: Actor, owner: int, key: HeldKey, kinds: Sequence[str]) -> list[MediaFile]:
    """Rows for files of these kinds that will be fetched, each with its key wrapped under the thread's, in this
    order."""
    now = clock.now()
    rows = []
    for kind in kinds:
        ref = shelf.new_ref()
        wrapped = key.seal(seal.new_key(), row=f"file:{ref}")
        rows.append(
            MediaFile(
                ref=ref,
                owner=owner,
                kind=kind,
                mime="",
                size=0,
                state=State.AWAITED,
                wrapped=wrapped,
                made_at=now,
            )
        )
    return MediaFile.objects.bulk_create(rows)


@transaction.atomic
def arrived(*, by: Actor, file: int, taken: Taken) -> bool:
    """Put the fetched and cleaned content in its place. False when the file is awaited no more (destroyed
    meanwhile)."""
    found = shelf.keep(taken.ref)
    rows = MediaFile.objects.filter(pk=file, ref=taken.ref, state=State.AWAITED)
    changed = rows.update(
        kind=taken.kind, state=State.PARKED if taken.fault else State.CLEAN, fault=taken.fault, mime=taken.mime,
        size=taken.size, width=taken.width, height=taken.height,
        removed=list(taken.removed), has_original=shelf.ORIGINAL in found,
    )  # fmt: skip
    if changed:
        owner = MediaFile.objects.values_list("owner", flat=True).get(pk=file)
        journal.write(by=by, verb="files.kept", thread=owner, about="files:1")
    return changed == 1


@transaction.atomic
def lost(*, by: Actor, file: int, fault: str) -> bool:
    """The messenger never gave it: its line in the thread says so."""
    row = MediaFile.objects.filter(pk=file, state=State.AWAITED)
    owner = row.values_list("owner", flat=True).first()
    changed = row.update(state=State.LOST, fault=fault[:24])
    if changed:
        journal.write(by=by, verb="file.lost", thread=owner, about=f"file:{file}")
    return changed == 1
