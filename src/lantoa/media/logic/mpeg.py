"""MP3 and AAC as what they are: a row of frames. What is not a frame is not sound, and does not stay."""

from __future__ import annotations

from lantoa.media.logic.refusals import Refused

_RATES_1 = {
    3: (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_RATES_2 = {
    3: (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    1: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# a frame of numbers about the whole file, in which encoders write their names
_TABLES = (b"Xing", b"Info", b"VBRI")
_MOST_GAPS = 20_000

# what all frames of one file share, and how long this one is
Frame = tuple[tuple[int, ...], int]


def _adts(head: bytes) -> Frame | None:
    rate, length = head[2] >> 2 & 0x0F, (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if head[1] & 0xF0 != 0xF0 or rate > 12 or length < (7 if head[1] & 1 else 9):
        return None
    return (0, head[1] & 0x09, head[2] & 0xFC), length


def _frame(data: bytes, at: int) -> Frame | None:
    """The frame that begins here, if one does."""
    head = data[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        return _adts(head)
    rate, sample = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return None
    kbit = (_RATES_1 if version == 3 else _RATES_2)[layer][rate - 1]
    hertz, pad = _SAMPLES[version][sample], head[2] >> 1 & 1
    if layer == 3:
        length = (12_000 * kbit // hertz + pad) * 4
    else:
        length = (72_000 if layer == 1 and version != 3 else 144_000) * kbit // hertz + pad
    return (1, version, layer, sample), length


def _stands(data: bytes, at: int, like: tuple[int, ...] | None, joined: bool) -> int:
    """How long the frame here is, 0 when there is none that belongs to the row: what follows must be its like."""
    found = _frame(data, at)
    if found is None or (like is not None and found[0] != like) or at + found[1] > len(data):
        return 0
    after = _frame(data, at + found[1])
    followed = at + found[1] == len(data) or (after is not None and after[0] == found[0])
    return found[1] if joined or followed else 0


def clean_mpeg(data: bytes) -> tuple[bytes, list[str]]:
    """Whole frames of one kind, and nothing before, between or after them. Raises Refused: broken."""
    at, end, gaps = 0, -1, 0
    like: tuple[int, ...] | None = None
    kept: list[bytes] = []
    while at < len(data):
        length = _stands(data, at, like, at == end)
        if not length:
            gaps += 1
            at = data.find(b"\xff", at + 1)
            if at < 0 or gaps > _MOST_GAPS:
                break
            continue
        piece = data[at : at + length]
        if like is None:
            found = _frame(data, at)
            like = found[0] if found else None
        if kept or not any(name in piece[:64] for name in _TABLES):
            kept.append(piece)
        at = end = at + length
    if not kept or gaps > _MOST_GAPS:
        raise Refused("broken")
    clean = b"".join(kept)
    return clean, ["tags"] if len(clean) != len(data) else []
