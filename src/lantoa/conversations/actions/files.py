"""Files of a message: given to its thread, named in its row."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.conversations.models import Message
from lantoa.journal.logic import Actor
from lantoa.media import actions as media
from lantoa.media.logic.take import Taken
from lantoa.media.models import MediaFile
from lantoa.vault.queries import hold


@transaction.atomic
def give(*, by: Actor, message: Message, taken: Sequence[Taken]) -> list[MediaFile]:
    """Make waiting files part of a message, sealed under the key of its thread. Raises media.actions.WaitedTooLong."""
    thread = message.thread
    kept = media.keep(by=by, owner=thread.n, key=hold(thread.key), taken=taken, unit=thread.desk.unit_id)
    message.files = [*message.files, *(file.pk for file in kept)]
    message.save(update_fields=["files"])
    return kept
