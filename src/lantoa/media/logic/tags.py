"""Sound files without the words written beside the sound: title, device, place, date."""

from __future__ import annotations

from lantoa.media.logic import kinds
from lantoa.media.logic.mpeg import clean_mpeg
from lantoa.media.logic.ogg import clean_ogg
from lantoa.media.logic.refusals import Refused

# the parts that are sound or say how to read it, and the most that each needs
_WAVE_PARTS = {b"fmt ": 64, b"fact": 4, b"data": kinds.LARGEST}
_AMR_NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
_AMR_WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0)


def clean_wave(data: bytes) -> tuple[bytes, list[str]]:
    """RIFF WAVE with format and samples only. Raises Refused: broken."""
    at, parts, removed = 12, [], False
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + size]
        if kind in _WAVE_PARTS:
            removed = removed or len(content) > _WAVE_PARTS[kind]
            content = content[: _WAVE_PARTS[kind]]
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
