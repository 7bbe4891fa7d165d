from __future__ import annotations

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.media import rules
from lantoa.media.logic import shelf
from lantoa.media.models import MediaFile
from lantoa.media.queries import FileGone, address_of


class NotYours(Exception):
    """The thread of this file is not on a desk of this person."""


@transaction.atomic
def open_original(*, by: Actor, file: MediaFile, reason: bytes, unit: int | None = None) -> str:
    """An address for ten minutes of the file as it came, with all that stood in it; a line the inspector sees.

    ``reason`` is sealed by the caller. Raises NotYours, FileGone.
    """
    if not rules.may_see(by, file.owner):
        raise NotYours
    if not file.has_original:
        raise FileGone(file.ref)
    about = f"file:{file.pk}"
    journal.write(by=by, verb="file.original_opened", unit=unit, thread=file.owner, about=about, reason=reason)
    return address_of(file, shelf.ORIGINAL, by.id)
