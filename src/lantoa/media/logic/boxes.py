"""MP4, MOV and M4A: everything but picture and sound is overwritten where it stands.

ISO/IEC 14496-12. A box that is not needed for playing becomes ``free`` and its content zeros; offsets stay as
they are, so nothing is re-encoded. Tracks that are neither picture nor sound (phones write their position
into such tracks) go with their samples.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.media.logic.refusals import Refused

_TOP = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"pnot"}
_INSIDE: dict[bytes, set[bytes]] = {
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref", b"tapt", b"load"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"nmhd", b"gmhd", b"dinf", b"stbl", b"hdlr"},
    b"stbl": {
        *(b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64"),
        *(b"sdtp", b"sbgp", b"sgpd", b"cslg", b"saiz", b"saio", b"stps", b"stsh"),
    },
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"saiz", b"saio", b"sdtp"},
}
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_PLACE_MARKS = (b"\xa9xyz", b"location", b"loci", b"ISO6709")
_MOST_BOXES = 20_000
_MOST_SAMPLES = 2_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four letters, where it starts, where its content starts, where it ends."""

    kind: bytes
    start: int
    inside: int
    end: int


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What was found and taken out; ``seen`` holds the handlers of the tracks that stay."""

    removed: list[str]
    seen: frozenset[bytes]


def boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets. Raises Refused when one reaches beyond its parent."""
    at = start
    while at < end:
        if end - at < 8:
            if any(data[at:end]):
                raise Refused("broken")
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        inside = at + 8
        if size == 1:
            if end - at < 16:
                raise Refused("broken")
            size, inside = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        elif size == 0:
            size = end - at
        if size < inside - at or at + size > end:
            raise Refused("broken")
        yield Box(kind, at, inside, at + size)
        at += size


def _blank(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.inside : box.end] = bytes(box.end - box.inside)


def _zero_times(data: bytearray, box: Box) -> bool:
    wide = data[box.inside : box.inside + 1] == b"\x01"
    span = slice(box.inside + 4, box.inside + (20 if wide else 12))
    if span.stop > box.end:
        raise Refused("broken")
    had = any(data[span])
    data[span] = bytes(span.stop - span.start)
    return had


def _handler(data: bytearray, trak: Box) -> bytes:
    for mdia in boxes(data, trak.inside, trak.end):
        if mdia.kind == b"mdia":
            for hdlr in boxes(data, mdia.inside, mdia.end):
                if hdlr.kind == b"hdlr" and hdlr.end - hdlr.inside >= 12:
                    return bytes(data[hdlr.inside + 8 : hdlr.inside + 12])
    raise Refused("broken")


def _table(data: bytearray, stbl: Box, kind: bytes, row: str) -> list[tuple[int, ...]]:
    size = struct.calcsize(row)
    for box in boxes(data, stbl.inside, stbl.end):
        if box.kind == kind:
            count = struct.unpack_from(">I", data, box.inside + 4)[0]
            if count > _MOST_SAMPLES or box.inside + 8 + count * size > box.end:
                raise Refused("broken")
            return [struct.unpack_from(row, data, box.inside + 8 + i * size) for i in range(count)]
    return []


def _sizes(data: bytearray, stbl: Box) -> list[int]:
    for box in boxes(data, stbl.inside, stbl.end):
        if box.kind == b"stsz":
            same, count = struct.unpack_from(">II", data, box.inside + 4)
            if count > _MOST_SAMPLES or (not same and box.inside + 12 + count * 4 > box.end):
                raise Refused("broken")
            return [same] * count if same else list(struct.unpack_from(f">{count}I", data, box.inside + 12))
    raise Refused("cannot_clean")


def _sample_table(data: bytearray, trak: Box) -> Box:
    box = trak
    for kind in (b"mdia", b"minf", b"stbl"):
        found = next((b for b in boxes(data, box.inside, box.end) if b.kind == kind), None)
        if found is None:
            raise Refused("broken")
        box = found
    return box


def _chunk_lengths(runs: list[tuple[int, ...]], sizes: list[int], chunks: int) -> Iterator[int]:
    sample = 0
    for number in range(1, chunks + 1):
        per = next((run[1] for run in reversed(runs) if run[0] <= number), 0)
        yield sum(sizes[sample : sample + per])
        sample += per


def _wipe_samples(data: bytearray, trak: Box) -> None:
    stbl = _sample_table(data, trak)
    offsets = _table(data, stbl, b"stco", ">I") or _table(data, stbl, b"co64", ">Q")
    sizes = _sizes(data, stbl)
    lengths = list(_chunk_lengths(_table(data, stbl, b"stsc", ">III"), sizes, len(offsets)))
    if not sizes or sum(lengths) != sum(sizes):  # tables that disagree would leave samples where they stand
        raise Refused("cannot_clean")
    for (at,), length in zip(offsets, lengths, strict=True):
        if at + length > len(data):
            raise Refused("broken")
        data[at : at + length] = bytes(length)


class _Scrub:
    def __init__(self, data: bytearray) -> None:
        self.data, self.removed, self.seen, self.count = data, set[str](), set[bytes](), 0

    def note(self, box: Box) -> None:
        content = bytes(self.data[box.inside : box.end])
        if any(content):
            self.removed.add("place" if any(mark in content for mark in _PLACE_MARKS) else "tags")

    def walk(self, start: int, end: int, allowed: set[bytes]) -> None:
        for box in list(boxes(self.data, start, end)):
            self.count += 1
            if self.count > _MOST_BOXES:
                raise Refused("broken")
            if box.kind not in allowed:
                self.note(box)
                _blank(self.data, box)
            elif box.kind == b"trak" and not self.plays(box):
                _wipe_samples(self.data, box)
                self.removed.add("place")
                _blank(self.data, box)
            elif box.kind in _TIMED:
                if _zero_times(self.data, box):
                    self.removed.add("time")
            elif box.kind == b"hdlr":
                self.data[box.inside + 24 : box.end] = bytes(max(0, box.end - box.inside - 24))
            elif box.kind in _INSIDE:
                self.walk(box.inside, box.end, _INSIDE[box.kind])

    def plays(self, trak: Box) -> bool:
        handler = _handler(self.data, trak)
        if handler in (b"vide", b"soun"):
            self.seen.add(handler)
            return True
        return False


def scrub(data: bytearray) -> Scrubbed:
    """Clean the file in place. Raises Refused: broken, cannot_clean (no picture or sound, position in fragments)."""
    try:
        work = _Scrub(data)
        top = {box.kind for box in boxes(data, 0, len(data))}
        work.walk(0, len(data), _TOP)
    except (struct.error, IndexError, RecursionError) as fault:
        raise Refused("broken") from fault
    if b"moov" not in top or not work.seen:
        raise Refused("broken")
    if b"moof" in top and "place" in work.removed:
        raise Refused("cannot_clean")
    return Scrubbed(sorted(work.removed), frozenset(work.seen))
