"""One file on its way in: known by content, cleaned, laid sealed into the waiting area."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from lantoa.kit import seal
from lantoa.media.logic import boxes, kinds, pictures, shelf, tags, vessel
from lantoa.media.logic.refusals import NEVER_PARKED, Refused

# A clip is held whole while it is cleaned; more than these at once would eat the memory of a small machine.
_few = threading.BoundedSemaphore(3)


@dataclass(frozen=True, slots=True)
class Raw:
    """An upload as it came, sealed while it streamed in."""

    ref: str
    key: bytes = field(repr=False)
    size: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that waits, sealed. Its key stands here and nowhere else until it is kept.

    ``fault`` is empty for a clean file, else why it lies parked; ``removed`` says what was taken out.
    """

    ref: str
    key: str = field(repr=False)
    kind: str
    mime: str
    size: int
    sha256: str
    width: int = 0
    height: int = 0
    removed: tuple[str, ...] = ()
    fault: str = ""

    def packed(self) -> dict[str, Any]:
        """As primitive values, for a sealed field."""
        return asdict(self)

    @classmethod
    def unpacked(cls, held: dict[str, Any]) -> Self:
        """From ``packed``."""
        return cls(**{**held, "removed": tuple(held["removed"])})


@dataclass(frozen=True, slots=True)
class _Clean:
    content: bytes | bytearray
    form: kinds.Form
    removed: list[str]
    small: bytes = b""
    width: int = 0
    height: int = 0


def _cleaned(content: bytearray) -> _Clean:
    form = kinds.form_of(bytes(content[: kinds.HEAD]))
    kinds.refuse_mixed(content)
    if form.kind == kinds.PICTURE:
        done = pictures.clean_picture(content, form)
        return _Clean(done.content, kinds.JPEG, done.removed, done.small, done.width, done.height)
    if form in (kinds.MP4, kinds.MOV, kinds.M4A):
        found = boxes.scrub(content)
        if b"vide" not in found.seen:
            form = kinds.M4A
        return _Clean(content, form, found.removed)
    sound, removed = tags.clean_sound(bytes(content), form)
    return _Clean(sound, form, removed)


def _too_big(content: bytearray, form: kinds.Form) -> None:
    if len(content) > kinds.LIMITS[form.kind]:
        raise Refused(f"too_big_{form.kind}")


def take(raw: Raw, *, anonymous: bool, park: bool) -> Taken:
    """Make a waiting file out of a raw upload, which is gone afterwards.

    The original stays beside the clean copy only when not ``anonymous``. With ``park`` (and not
    anonymous) a file that cannot be cleaned is kept sealed as it came instead of being refused.
    Raises Refused, and OSError when the disk does not take it. Slow: never inside ``atomic``.
    """
    source = vessel.Vessel(shelf.waiting(raw.ref, shelf.ORIGINAL), raw.key, raw.ref, shelf.ORIGINAL)
    try:
        with _few:
            return _take(raw, source.whole(), anonymous)
    except Refused as refused:
        if anonymous or not park or refused.code in NEVER_PARKED:
            shelf.forget_waiting(raw.ref)
            raise
        return Taken(raw.ref, raw.key.hex(), "other", "application/octet-stream", raw.size, "", fault=refused.code)
    except OSError:
        shelf.forget_waiting(raw.ref)
        raise


def _take(raw: Raw, content: bytearray, anonymous: bool) -> Taken:
    _too_big(content, kinds.form_of(bytes(content[: kinds.HEAD])))
    done = _cleaned(content)
    vessel.seal_file(shelf.waiting(raw.ref, shelf.CLEAN), done.content, raw.key, raw.ref, shelf.CLEAN)
    if done.small:
        vessel.seal_file(shelf.waiting(raw.ref, shelf.SMALL), done.small, raw.key, raw.ref, shelf.SMALL)
    if anonymous:
        shelf.waiting(raw.ref, shelf.ORIGINAL).unlink()
    form, digest = done.form, hashlib.sha256(done.content).hexdigest()
    return Taken(
        ref=raw.ref, key=raw.key.hex(), kind=form.kind, mime=form.mime, size=len(done.content), sha256=digest,
        width=done.width, height=done.height, removed=tuple(done.removed),
    )  # fmt: skip


def receive(content: bytes, *, anonymous: bool = False, park: bool = True, ref: str = "", key: bytes = b"") -> Taken:
    """As ``take``, for bytes at hand (fetched from a messenger), under a name and key that an awaited file already has.

    Raises Refused, OSError.
    """
    ref, key = ref or shelf.new_ref(), key or seal.new_key()
    if not content:
        raise Refused("empty")
    vessel.seal_file(shelf.waiting(ref, shelf.ORIGINAL), content, key, ref, shelf.ORIGINAL)
    return take(Raw(ref, key, len(content)), anonymous=anonymous, park=park)


def small_picture(taken: Taken, limit: int = 1_000_000) -> bytes:
    """A waiting picture as a JPEG of at most ``limit`` bytes, for a messenger. Slow: never inside ``atomic``."""
    key = bytes.fromhex(taken.key)
    content = vessel.Vessel(shelf.waiting(taken.ref, shelf.CLEAN), key, taken.ref, shelf.CLEAN).whole()
    return bytes(content) if len(content) <= limit else pictures.at_most(bytes(content), limit)
