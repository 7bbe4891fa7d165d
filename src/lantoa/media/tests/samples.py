"""Small files made by hand: real enough for every program that opens them, with what must not stay in them."""

from __future__ import annotations

import io
import struct
import wave

from PIL import Image

PLACE = b"+10.0341+105.7886/"


def jpeg(width: int = 320, height: int = 200, *, position: bool = False) -> bytes:
    """A photo; with ``position`` as a phone writes it: place, time, maker, and lying on its side."""
    picture = Image.new("RGB", (width, height), (40, 120, 140))
    out = io.BytesIO()
    exif = Image.Exif()
    if position:
        exif[0x010F], exif[0x0110], exif[0x0132], exif[0x0112] = "Maker", "Phone 12", "2026:10:14 21:00:00", 6
        exif[0x8825] = {1: "N", 2: (10.0, 2.0, 3.0), 3: "E", 4: (105.0, 47.0, 19.0)}
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(width: int = 64, height: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 128)).save(out, "PNG")
    return out.getvalue()


def huge_png(side: int = 40_000) -> bytes:
    """A few hundred bytes that say they are 40,000 x 40,000 pixels."""
    import zlib

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def _track(handler: bytes, offset: int, sizes: list[int]) -> bytes:
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12) + b"Phone 12 media handler\0")
    stbl = box(
        b"stbl",
        box(b"stsd", bytes(8))
        + box(b"stts", bytes(8))
        + box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(sizes), 1))
        + box(b"stsz", struct.pack(">III", 0, 0, len(sizes)) + b"".join(struct.pack(">I", s) for s in sizes))
        + box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    mdhd = box(b"mdhd", struct.pack(">IIIIIHH", 0, 3_800_000_000, 3_800_000_001, 600, 600, 0, 0))
    tkhd = box(b"tkhd", struct.pack(">III", 0, 3_800_000_000, 3_800_000_001) + bytes(72))
    return box(b"trak", tkhd + box(b"mdia", mdhd + hdlr + box(b"minf", stbl)))


def mp4(handlers: tuple[bytes, ...] = (b"vide", b"soun", b"meta"), brand: bytes = b"isom") -> bytes:
    """A clip whose third track is a list of positions, as phones write them, and with a place in ``udta``."""
    ftyp = box(b"ftyp", brand + bytes(4) + brand)
    samples = {b"vide": b"VIDEO" * 20, b"soun": b"SOUND" * 20, b"meta": PLACE * 5}
    at, tracks = len(ftyp) + 8, b""
    for handler in handlers:
        tracks += _track(handler, at, [len(samples[handler])])
        at += len(samples[handler])
    mdat = box(b"mdat", b"".join(samples[h] for h in handlers))
    udta = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7) + PLACE))
    mvhd = box(b"mvhd", struct.pack(">III", 0, 3_800_000_000, 3_800_000_001) + bytes(88))
    return ftyp + mdat + box(b"moov", mvhd + tracks + udta) + box(b"uuid", b"0123456789abcdefXMP Phone 12")


def mp3(*, tags: bool = True) -> bytes:
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    title = b"TIT2" + struct.pack(">IH", 9, 0) + b"\x00Nha Rhea"
    head = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(title)]) + title
    return (head if tags else b"") + frame * 4 + (b"TAG" + b"Nha Rhea".ljust(125, b"\0") if tags else b"")


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    plain = out.getvalue()
    extra = b"LIST" + struct.pack("<I", 16) + b"INFOIART" + struct.pack("<I", 4) + b"Rhea"
    return b"RIFF" + struct.pack("<I", len(plain) - 8 + len(extra)) + plain[8:] + extra


def amr() -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 10


def ogg() -> bytes:
    """Opus in three pages, with a comment that names somebody."""
    from lantoa.media.logic.ogg import page_sum

    def page(number: int, packet: bytes, flags: int = 0) -> bytes:
        lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
        head = b"OggS\0" + bytes([flags]) + bytes(8) + b"LTLT" + struct.pack("<I", number) + bytes(4)
        whole = bytearray(head + bytes([len(lacing)]) + lacing + packet)
        whole[22:26] = struct.pack("<I", page_sum(whole))
        return bytes(whole)

    comment = b"ARTIST=Rhea, hem 45"
    tags = b"OpusTags" + struct.pack("<I", 8) + b"Phone 12" + struct.pack("<II", 1, len(comment)) + comment
    head = b"OpusHead\x01\x01" + bytes(9)
    return page(0, head, 2) + page(1, tags) + page(2, bytes(600), 4)


def heic() -> bytes:
    return box(b"ftyp", b"heic" + bytes(4) + b"mif1heic") + bytes(200)


def zip_bomb() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(4_000_000))
    return out.getvalue()
