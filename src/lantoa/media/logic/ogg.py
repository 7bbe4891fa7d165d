"""Ogg (RFC 3533) with Opus or Vorbis: the comment packet is overwritten in place, sums of its pages made anew."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.media.logic.refusals import Refused

_MOST_HEAD_PAGES = 64


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return tuple(table)


_TABLE = _crc_table()


def page_sum(page: bytes | bytearray) -> int:
    """The checksum of a page whose own sum field is zero."""
    value = 0
    for byte in page:
        value = (value << 8 ^ _TABLE[value >> 24 ^ byte]) & 0xFFFFFFFF
    return value


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page stands, its lacing and its stream."""

    start: int
    body: int
    end: int
    lacing: bytes
    stream: bytes


def _page(data: bytes | bytearray, at: int) -> Page:
    if data[at : at + 5] != b"OggS\0" or at + 27 > len(data):
        raise Refused("broken")
    body = at + 27 + data[at + 26]
    lacing = bytes(data[at + 27 : body])
    if body + sum(lacing) > len(data):
        raise Refused("broken")
    return Page(at, body, body + sum(lacing), lacing, bytes(data[at + 14 : at + 18]))


def _second_packet(data: bytearray) -> tuple[list[tuple[int, int]], list[Page]]:
    """The spans of the comment packet and the pages they stand in."""
    at, packet, spans, pages, stream = 0, 0, list[tuple[int, int]](), list[Page](), b""
    for _ in range(_MOST_HEAD_PAGES):
        page = _page(data, at)
        stream = stream or page.stream
        if page.stream != stream:
            raise Refused("cannot_clean")
        spot = page.body
        for size in page.lacing:
            if packet == 1:
                spans.append((spot, spot + size))
                pages.extend([page] if page not in pages else [])
            spot += size
            packet += size < 255
            if packet == 2:
                return spans, pages
        at = page.end
    raise Refused("cannot_clean")


def clean_ogg(data: bytes) -> tuple[bytes, list[str]]:
    """The same sound without maker and comments. Raises Refused: broken, cannot_clean (not Opus or Vorbis)."""
    work = bytearray(data)
    spans, pages = _second_packet(work)
    packet = b"".join(bytes(work[a:b]) for a, b in spans)
    head, tail = (8, b"") if packet.startswith(b"OpusTags") else (7, b"\x01")
    if not packet.startswith((b"OpusTags", b"\x03vorbis")):
        raise Refused("cannot_clean")
    room = len(packet) - head - 8 - len(tail)
    if room < 0:
        raise Refused("broken")
    fresh = packet[:head] + room.to_bytes(4, "little") + b" " * room + bytes(4) + tail
    done = 0
    for start, stop in spans:
        work[start:stop] = fresh[done : done + stop - start]
        done += stop - start
    for page in pages:
        work[page.start + 22 : page.start + 26] = bytes(4)
        work[page.start + 22 : page.start + 26] = page_sum(work[page.start : page.end]).to_bytes(4, "little")
    return bytes(work), ["tags"] if fresh != packet else []
