"""Small real files made here: what residents attach when a tester has none at hand."""

import struct
import zlib

RED = (196, 57, 43)


def png(width: int = 64, height: int = 48, colour: tuple[int, int, int] = RED) -> bytes:
    """A valid PNG: a field of one colour with a white stripe."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + (bytes(colour) if y % 12 else b"\xff\xff\xff") * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_GREY_TABLE = bytes((16,) * 64)  # one flat quantisation table
_DC_BITS = bytes((0, 2) + (0,) * 14)
_AC_BITS = bytes((1,) + (0,) * 15)


def jpeg() -> bytes:
    """A valid JPEG of grey stripes with an Exif block that holds a position, so that cleaning has something to
    remove."""

    def part(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    frame = struct.pack(">BHHBBBB", 8, 240, 320, 1, 1, 0x11, 0)
    dc = b"\x00" + _DC_BITS + bytes((0, 6))
    ac = b"\x10" + _AC_BITS + bytes((0,))
    scan = bytes((1, 1, 0, 0, 63, 0))
    return (
        b"\xff\xd8"
        + part(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + part(0xE1, b"Exif\0\0" + _exif_with_position())
        + part(0xDB, b"\0" + _GREY_TABLE)
        + part(0xC0, frame)
        + part(0xC4, dc)
        + part(0xC4, ac)
        + part(0xDA, scan)
        + _stripes(40 * 30)
        + b"\xff\xd9"
    )


def _stripes(blocks: int) -> bytes:
    """The blocks as bits: every fifth one is lighter or darker by 40 steps, all others are like the one before."""
    bits = "".join(
        ("00" if not block or block % 5 else "01" + format(40 if block // 5 % 2 else 63 - 40, "06b")) + "0"
        for block in range(blocks)
    )
    bits += "1" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")


def _exif_with_position() -> bytes:
    """A TIFF block, little endian: one pointer to a position directory with latitude and longitude."""

    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")

    def degrees(*numbers: int) -> bytes:
        return b"".join(struct.pack("<II", number, 1) for number in numbers)

    first = struct.pack("<H", 1) + entry(0x8825, 4, 1, struct.pack("<I", 26)) + struct.pack("<I", 0)
    values = 26 + 2 + 4 * 12 + 4
    directory = (
        struct.pack("<H", 4)
        + entry(1, 2, 2, b"N\0")
        + entry(2, 5, 3, struct.pack("<I", values))
        + entry(3, 2, 2, b"E\0")
        + entry(4, 5, 3, struct.pack("<I", values + 24))
        + struct.pack("<I", 0)
    )
    return b"II*\0" + struct.pack("<I", 8) + first + directory + degrees(10, 2, 3) + degrees(105, 46, 55)


def gif() -> bytes:
    screen = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00"
    return screen + b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def amr(seconds: float = 1.0) -> bytes:
    """Narrow-band AMR: the header, then frames of mode 0 (13 octets each, 20 ms)."""
    frame = b"\x04" + b"\x00" * 12
    return b"#!AMR\n" + frame * max(1, int(seconds * 50))


def mp4() -> bytes:
    """The smallest box structure that a reader takes for MP4: no pictures in it."""

    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    head = struct.pack(">IIIIIIH", 0, 0, 0, 1000, 0, 0x00010000, 0x0100) + b"\0" * 10
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    movie = box(b"mvhd", head + matrix + b"\0" * 24 + struct.pack(">I", 2))
    return box(b"ftyp", b"isom\0\0\x02\0isomiso2mp41") + box(b"moov", movie) + box(b"mdat", b"")


def pdf() -> bytes:
    """A one-page PDF with nothing on it; readers rebuild the missing table of positions."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


SAMPLES = {
    "image": ("hinh.jpg", "image/jpeg", jpeg),
    "gif": ("dong.gif", "image/gif", gif),
    "audio": ("ghi-am.amr", "audio/amr", amr),
    "video": ("clip.mp4", "video/mp4", mp4),
    "sticker": ("nhan.png", "image/png", png),
    "file": ("don.pdf", "application/pdf", pdf),
}
