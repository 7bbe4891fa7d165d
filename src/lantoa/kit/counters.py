"""A fixed piece of memory that counts, shared by every process of the house and never on a disk.

A count-min sketch: what is counted lands in four of very many cells, and the smallest of the four is the count.
Nothing is ever pushed out by something else, so nobody begins anew by trying other names; under a flood counts
are too high, never too low. A cell is free again when its span is over.

Cells are shared, so none is ever lowered. What is forgotten is noted beside them, by its whole hash: how many are no
longer counted for this one value. Where two are noted at one place the older note is lost, and its value counts in
full.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

ROWS, WIDTH, REGIONS = 4, 1 << 15, 16
_CELL = struct.Struct("<II")  # the second in which it is free again, how many
_HEAD, _DAY_KEY = 4096, struct.Struct("<I32s")
_NOTE, _NOTES = struct.Struct("<II32s"), 1 << 12  # until when, how many are forgotten, of which value
_NOTES_AT = _HEAD + REGIONS * ROWS * WIDTH * _CELL.size
SIZE = _NOTES_AT + _NOTES * _NOTE.size
_MOST = (1 << 32) - 1
# a cell that is not free for days was written by a clock that stood wrong
_FAR = 2 * 24 * 3600


def shared() -> int:
    """Memory for a tree of processes, as an open file without a name (Linux); -1 where there is no such thing."""
    if not hasattr(os, "memfd_create"):
        return -1
    held = os.memfd_create("lantoa-counters")
    os.truncate(held, SIZE)
    return held


class Counters:
    """Counts in the memory at ``place`` (an open file of the parent), or in this process alone."""

    def __init__(self, place: str = "") -> None:
        self._file = os.open(place, os.O_RDWR | os.O_CLOEXEC) if place else -1
        self._memory = mmap.mmap(self._file, SIZE)
        self._lock = Lock()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock:
            if self._file < 0:
                yield
                return
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _cells(self, region: int, digest: bytes, now: int) -> list[tuple[int, int, int]]:
        """Where the four cells stand, until when they hold, and what they say at ``now``."""
        out = []
        for row, column in enumerate(struct.unpack_from(f"<{ROWS}I", digest)):
            at = _HEAD + (((region % REGIONS) * ROWS + row) * WIDTH + column % WIDTH) * _CELL.size
            until, many = _CELL.unpack_from(self._memory, at)
            live = now < until <= now + _FAR
            out.append((at, until if live else 0, many if live else 0))
        return out

    @staticmethod
    def _note_at(digest: bytes) -> int:
        place = int.from_bytes(digest[ROWS * 4 : ROWS * 4 + 4], "little")
        return _NOTES_AT + place % _NOTES * _NOTE.size

    def _forgotten(self, digest: bytes, now: int) -> int:
        """How many of this value are counted no longer."""
        until, many, whose = _NOTE.unpack_from(self._memory, self._note_at(digest))
        return many if now < until <= now + _FAR and whose == digest else 0

    def add(self, region: int, digest: bytes, *, now: int, until: int) -> int:
        """One more; returns how many there are now."""
        with self._alone():
            cells = self._cells(region, digest, now)
            count = min(many for _at, _until, many in cells) + 1
            for at, before, many in cells:
                _CELL.pack_into(self._memory, at, max(before, until), min(max(many, count), _MOST))
            return count - self._forgotten(digest, now)

    def read(self, region: int, digest: bytes, *, now: int) -> int:
        """How many there are."""
        with self._alone():
            count = min(many for _at, _until, many in self._cells(region, digest, now))
            return max(0, count - self._forgotten(digest, now))

    def forget(self, region: int, digest: bytes, *, now: int, until: int) -> None:
        """Begin again at nothing for this one, whose span ends at ``until``; all others count as before."""
        with self._alone():
            cells = self._cells(region, digest, now)
            count = min(many for _at, _until, many in cells)
            for at, before, many in cells:
                # held as long as the note: were they free earlier, the note would take off what is counted anew
                _CELL.pack_into(self._memory, at, max(before, until), many)
            _NOTE.pack_into(self._memory, self._note_at(digest), until, count, digest)

    def day_key(self, day: int) -> bytes:
        """The key of this day: made when first asked for, gone with the next one's."""
        with self._alone():
            held, key = _DAY_KEY.unpack_from(self._memory, 0)
            if held != day:
                key = os.urandom(32)
                _DAY_KEY.pack_into(self._memory, 0, day, key)
        return bytes(key)
