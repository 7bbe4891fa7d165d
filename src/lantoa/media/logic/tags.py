"""Sound files without the words written beside the sound: title, device, place, date."""

from __future__ import annotations

from lantoa.media.logic import kinds
from lantoa.media.logic.ogg import clean_ogg
from lantoa.media.logic.refusals import Refused

_WAVE_PARTS = {b"fmt ", b"data", b"fact"}
_AMR_NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
_AMR_WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0)


def _id3_length(data: bytes) -> int:
    if len(data) < 10 or any(b & 0x80 for b in data[6:10]):
        raise Refused("broken")
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    return 10 + size + (10 if data[5] & 0x10 else 0)


def clean_mpeg(data: bytes) -> tuple[bytes, list[str]]:
    """MP3 or AAC frames without ID3 (head and tail) and APE tags. Raises Refused: broken."""
    before = len(data)
    while data[:3] == b"ID3":
        data = data[_id3_length(data) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if data[-32:-24] == b"APETAGEX":
        size = int.from_bytes(data[-20:-16], "little")
        has_head = int.from_bytes(data[-12:-8], "little") & 0x80000000
        data = data[: max(0, len(data) - size - (32 if has_head else 0))]
    if len(data) < 64 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        raise Refused("broken")
    return data, ["tags"] if len(data) != before else []


def clean_wave(data: bytes) -> tuple[bytes, list[str]]:
    """RIFF WAVE with format and samples only. Raises Refused: broken."""
    at, parts, removed = 12, [], False
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + size]
        if kind in _WAVE_PARTS:
            parts.append(kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2))
        else:
            removed = True
        at += 8 + size + size % 2
    if {part[:4] for part in parts} < {b"fmt ", b"data"}:
        raise Refused("broken")
    body = b"".join(parts)
    return b"RIFF" + (4 + len(body)).to_bytes(4, "little") + b"WAVE" + body, ["tags"] if removed else []


def clean_amr(data: bytes) -> tuple[bytes, list[str]]:
    """AMR frames (RFC 4867, 5), cut after the last whole one. Raises Refused: broken."""
    wide = data.startswith(b"#!AMR-WB\n")
    if not wide and not data.startswith(b"#!AMR\n"):
        raise Refused("broken")
    at = start = 9 if wide else 6
    sizes = _AMR_WIDE if wide else _AMR_NARROW
    while at < len(data):
        step = 1 + sizes[data[at] >> 3 & 0x0F]
        if data[at] & 0x83 or at + step > len(data):
            break
        at += step
    if at == start:
        raise Refused("broken")
    return data[:at], ["tags"] if at != len(data) else []


def clean_sound(data: bytes, form: kinds.Form) -> tuple[bytes, list[str]]:
    """A sound file of one of our forms (but M4A) without its tags. Raises Refused: broken, cannot_clean."""
    if form in (kinds.MP3, kinds.AAC):
        return clean_mpeg(data)
    if form is kinds.WAV:
        return clean_wave(data)
    if form is kinds.AMR:
        return clean_amr(data)
    if form is kinds.OGG:
        return clean_ogg(data)
    raise Refused("cannot_clean")
