"""What a file is, by its content. Names and declared types are never looked at."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.media.logic.refusals import Refused

PICTURE, VOICE, CLIP = "picture", "voice", "clip"
MB = 1024 * 1024
LIMITS = {PICTURE: 15 * MB, VOICE: 10 * MB, CLIP: 40 * MB}
MOST_FILES = 8
HEAD = 4096
LARGEST = max(LIMITS.values())


@dataclass(frozen=True, slots=True)
class Form:
    """One format we take: its kind, the type we serve it as, its ending."""

    name: str
    kind: str
    mime: str
    ending: str


JPEG = Form("jpeg", PICTURE, "image/jpeg", "jpg")
PNG = Form("png", PICTURE, "image/png", "png")
WEBP = Form("webp", PICTURE, "image/webp", "webp")
GIF = Form("gif", PICTURE, "image/gif", "gif")
MP4 = Form("mp4", CLIP, "video/mp4", "mp4")
MOV = Form("mov", CLIP, "video/quicktime", "mov")
M4A = Form("m4a", VOICE, "audio/mp4", "m4a")
AAC = Form("aac", VOICE, "audio/aac", "aac")
MP3 = Form("mp3", VOICE, "audio/mpeg", "mp3")
OGG = Form("ogg", VOICE, "audio/ogg", "ogg")
WAV = Form("wav", VOICE, "audio/wav", "wav")
AMR = Form("amr", VOICE, "audio/amr", "amr")

PLAYABLE = frozenset({"audio/mp4", "audio/aac", "audio/mpeg", "audio/ogg", "audio/wav"})
BY_MIME = {f.mime: f for f in (JPEG, PNG, WEBP, GIF, MP4, MOV, M4A, AAC, MP3, OGG, WAV, AMR)}

_HEIF = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_AUDIO_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
_DOCUMENTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_SPEAKS_HTML = (b"<html", b"<script", b"<!doctype", b"<?php", b"<svg", b"<body", b"<iframe", b"javascript:")


def _iso(head: bytes) -> Form:
    brand = head[8:12]
    if brand in _HEIF:
        raise Refused("heic")
    if brand in _AUDIO_BRANDS:
        return M4A
    return MOV if brand == b"qt  " else MP4


def _audio(head: bytes) -> Form | None:
    if head[:4] == b"OggS":
        return OGG
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:5] == b"#!AMR":
        return AMR
    if head[:3] == b"ID3":
        return MP3
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return AAC
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 and head[2] & 0xF0 != 0xF0:
        return MP3
    return None


def form_of(head: bytes) -> Form:
    """The format that these first bytes (up to HEAD) say. Raises Refused: empty, heic, document, unknown."""
    if not head:
        raise Refused("empty")
    if head[:3] == b"\xff\xd8\xff":
        return JPEG
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return PNG
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _iso(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"pnot"):
        return MOV
    if found := _audio(head):
        return found
    if head.startswith(_DOCUMENTS):
        raise Refused("document")
    raise Refused("unknown")


def ending_of(head: bytes) -> str:
    """What the name of a file that is given out as it came should end with; ``bin`` when nothing is known."""
    if head.startswith(b"PK\x03\x04"):
        inside = {b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx"}
        return next((ending for folder, ending in inside.items() if folder in head), "zip")
    try:
        return form_of(head).ending
    except Refused as refused:
        known = {b"%PDF-": "pdf", b"{\\rtf": "rtf", b"\xd0\xcf\x11\xe0": "doc"}
        ending = next((ending for sign, ending in known.items() if head.startswith(sign)), "bin")
        return "heic" if refused.code == "heic" else ending


def refuse_mixed(content: bytes | bytearray | memoryview) -> None:
    """Refuse a file that some other program would open as something else.

    Looked for: a page or a document starting in the first kilobyte, and the end record of a zip
    archive at the tail. A short clip behind a photo (as phones make) is not one of them. Raises Refused.
    """
    view = memoryview(content)
    start = bytes(view[:1024]).lower()
    if any(mark in start for mark in _SPEAKS_HTML) or b"%pdf-" in start or b"pk\x03\x04" in start:
        raise Refused("mixed")
    tail = bytes(view[-66000:])
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) - at >= 22:
        entries = int.from_bytes(tail[at + 10 : at + 12], "little")
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if entries and at + 22 + comment <= len(tail):
            raise Refused("mixed")
