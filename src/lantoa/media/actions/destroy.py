from __future__ import annotations

from functools import partial

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.media.logic import shelf
from lantoa.media.models import MediaFile
from lantoa.media.states import State


def _unlink(refs: list[str]) -> None:
    for ref in refs:
        shelf.forget_kept(ref)


@transaction.atomic
def destroy_files(*, by: Actor, owner: int, unit: int | None = None) -> int:
    """Destroy all files of a thread: keys in this transaction, bytes after it. Returns how many."""
    held = MediaFile.objects.filter(owner=owner).exclude(state=State.DESTROYED)
    refs = list(held.values_list("ref", flat=True))
    if not refs:
        return 0
    held.update(state=State.DESTROYED, wrapped=None, destroyed_at=clock.now(), has_original=False)
    journal.write(by=by, verb="files.destroyed", unit=unit, thread=owner, about=f"files:{len(refs)}")
    transaction.on_commit(partial(_unlink, refs))
    return len(refs)
