"""Files that stay behind with the messenger while the words go on: promised with the message, fetched after it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from lantoa.delivery.logic import Media
from lantoa.delivery.models import Attachment
from lantoa.journal.logic import Actor
from lantoa.kit import clock, hints
from lantoa.kit.seal import HeldKey
from lantoa.media import actions as media
from lantoa.media import queries as files
from lantoa.media.models import MediaFile
from lantoa.media.states import Kind

LEASE = timedelta(minutes=3)
KINDS = {"image": Kind.PICTURE, "gif": Kind.PICTURE, "audio": Kind.VOICE, "video": Kind.CLIP, "file": Kind.OTHER}
DEATH = 5
"""How many tries it counts that a worker died with a file in its hand."""


@transaction.atomic
def fetch_later(
    *, by: Actor, owner: int, key: HeldKey, channel: str, coming: Sequence[Media], urgent: bool = False
) -> tuple[int, ...]:
    """Give every file of a message its place in the thread, and promise to fetch it. Returns the files' ids.

    In the caller's transaction: who reads the message sees at once that a file is on its way.
    """
    coming = [one for one in coming if one.kind in KINDS]
    rows = media.expect(by=by, owner=owner, key=key, kinds=[KINDS[one.kind] for one in coming])
    now = clock.now()
    Attachment.objects.bulk_create(
        Attachment(
            file=row.pk, channel=channel, address=_sealed(row, one, key), rank=0 if urgent else 1, due=now, made_at=now
        )
        for row, one in zip(rows, coming, strict=True)
    )
    if rows:
        transaction.on_commit(hints.poke)
    return tuple(row.pk for row in rows)


def _sealed(row: MediaFile, one: Media, key: HeldKey) -> bytes:
    own = HeldKey(0, files.content_key(row, key))
    return own.seal(json.dumps(asdict(one)).encode(), row=f"attachment:{row.ref}")


def opened(attachment: Attachment, row: MediaFile) -> tuple[Media, bytes]:
    """Where the file is, and its key. Raises FileGone, SealBroken."""
    own = files.content_key(row)
    plain = HeldKey(0, own).unseal(bytes(attachment.address), row=f"attachment:{row.ref}")
    return Media(**json.loads(plain)), own


def claim_files(*, owner: str, limit: int) -> list[Attachment]:
    """Up to ``limit`` files that are due, those of urgent messages first; a dead worker's come due by themselves."""
    now = clock.now()
    if not Attachment.objects.filter(due__lte=now).exists():
        return []
    with transaction.atomic():
        due = Attachment.objects.select_for_update(skip_locked=True).filter(due__lte=now)
        rows = list(due.order_by("rank", "due", "id")[:limit])
        for row in rows:
            row.tries += DEATH if row.owner else 0
            row.owner, row.due = owner, now + LEASE
        Attachment.objects.bulk_update(rows, ["owner", "due", "tries"])
    return rows


def rest(row: Attachment, *, wait: timedelta) -> None:
    """The messenger does not give it now: again after a while."""
    mine = Attachment.objects.filter(pk=row.pk, owner=row.owner)
    mine.update(owner="", due=clock.now() + wait, tries=row.tries + 1)


def done_with(row: Attachment) -> None:
    """Fetched or given up."""
    Attachment.objects.filter(pk=row.pk, owner=row.owner).delete()
