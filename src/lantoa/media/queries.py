"""Finding files, and getting at their content. Who may see a thread may see its files: the caller asks first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.seal import HeldKey, SealBroken, key_id_of
from lantoa.media.logic import addresses, kinds, shelf
from lantoa.media.logic.vessel import Vessel
from lantoa.media.models import MediaFile
from lantoa.media.states import Kind, State
from lantoa.vault.queries import KeyDestroyed, hold


class FileGone(Exception):
    """Destroyed, parked, or no longer on the disk."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a page shows it (``media/_files.html``): addresses that open for ten minutes, and words."""

    number: int
    kind: str
    label: str
    mime: str
    size: int
    url: str
    small_url: str
    playable: bool
    parked: bool
    gone: bool
    awaited: bool
    lost: bool
    removed: str
    original_url: str


def files_of(owner: int) -> QuerySet[MediaFile]:
    """The files of a thread, oldest first."""
    return MediaFile.objects.filter(owner=owner).order_by("id")


def files_by_id(ids: Iterable[int]) -> dict[int, MediaFile]:
    """Files by id, one statement; none when nothing is asked."""
    wanted = set(ids)
    return {row.pk: row for row in MediaFile.objects.filter(pk__in=wanted)} if wanted else {}


def content_key(file: MediaFile, thread_key: HeldKey | None = None) -> bytes:
    """The file's own key. Raises FileGone."""
    if file.wrapped is None:
        raise FileGone(file.ref)
    envelope = bytes(file.wrapped)
    try:
        held = thread_key or hold(key_id_of(envelope))
    except KeyDestroyed as fault:
        raise FileGone(file.ref) from fault
    return held.unseal(envelope, row=f"file:{file.ref}")


def vessel_of(file: MediaFile, variant: str = shelf.CLEAN, thread_key: HeldKey | None = None) -> Vessel:
    """The content of one variant, ready to be read. A parked file has only its original. Raises FileGone."""
    if file.state in (State.AWAITED, State.LOST):
        raise FileGone(file.ref)
    if file.state == State.PARKED and variant != shelf.ORIGINAL:
        raise FileGone(file.ref)
    try:
        return Vessel(shelf.kept(file.ref, variant), content_key(file, thread_key), file.ref, variant)
    except FileNotFoundError as fault:
        raise FileGone(file.ref) from fault


def digest_of(file: MediaFile, thread_key: HeldKey | None = None) -> str:
    """The SHA-256 of the cleaned content, for a sheet that is handed over; empty where that cannot be read.

    Worked out from the sealed file each time: a hash in the database would tell a thief whether a picture he holds
    was sent here.
    """
    digest = hashlib.sha256()
    try:
        for part in vessel_of(file, thread_key=thread_key).span():
            digest.update(part)
    except (FileGone, SealBroken):
        return ""
    return digest.hexdigest()


def removed_words(codes: Iterable[str]) -> str:
    """What was taken out of a file, in words: ``nơi chụp, giờ chụp``."""
    words = {
        "place": _("nơi chụp"),
        "time": _("giờ chụp"),
        "device": _("loại máy"),
        "tags": _("ghi chú kèm tệp"),
        "motion": _("đoạn phim kèm hình"),
    }
    return ", ".join(words[code] for code in words if code in set(codes))


def address_of(file: MediaFile, variant: str, holder: str = "") -> str:
    """An address for ten minutes: for the member of staff with this id, or (empty) for whoever holds it."""
    name = "media-staff-file" if holder else "media-file"
    token = addresses.token(file.ref, variant, holder, clock.now())
    return reverse(name, args=[file.ref, variant, token])


def shown(files: Sequence[MediaFile], holder: str = "", original: Callable[[str], str] | None = None) -> list[Shown]:
    """Files with fresh addresses, for a page whose reader may see their thread.

    ``original`` gives the address of the page that asks for a reason before a file is given out as it came.
    """
    labels = {Kind.PICTURE: _("Hình"), Kind.VOICE: _("Tiếng nói"), Kind.CLIP: _("Clip"), Kind.OTHER: _("Tệp")}
    rows = []
    for number, file in enumerate(files, start=1):
        clean, picture = file.state == State.CLEAN, file.kind == Kind.PICTURE
        rows.append(
            Shown(
                number=number,
                kind=file.kind,
                label=labels[Kind(file.kind)],
                mime=file.mime,
                size=file.size,
                url=address_of(file, shelf.CLEAN, holder) if clean else "",
                small_url=address_of(file, shelf.SMALL, holder) if clean and picture else "",
                playable=file.mime in kinds.PLAYABLE or file.kind == Kind.CLIP,
                parked=file.state == State.PARKED,
                gone=file.state == State.DESTROYED,
                awaited=file.state == State.AWAITED,
                lost=file.state == State.LOST,
                removed=removed_words(file.removed),
                original_url=original(file.ref) if original and file.has_original else "",
            )
        )
    return rows


def file_by_ref(ref: str) -> MediaFile | None:
    """The file of a signed address."""
    return MediaFile.objects.filter(ref=ref).first()


def parked_for(actor: Actor) -> QuerySet[MediaFile]:
    """Files set aside because they could not be made safe, newest first: for the page of stuck work, no content."""
    if not actor.may("stuck.see"):
        return MediaFile.objects.none()
    return MediaFile.objects.filter(state=State.PARKED).order_by("-id")
