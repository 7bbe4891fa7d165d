"""Vietnamese text without marks: what is compared, searched and matched, never what is shown."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _plain(char: str) -> str:
    """One character without marks, small, still one character."""
    small = char.lower()
    if small in "đð":
        return "d"
    if char.isdigit():
        try:
            return str(unicodedata.digit(char))
        except ValueError:
            return small if len(small) == 1 else char
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c)).lower()
    return bare if len(bare) == 1 else char


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        if 0xD800 <= code <= 0xDFFF:
            return "\ufffd"
        plain = _plain(chr(code))
        if len(self) < 20_000:  # hostile text must not fill the memory
            self[code] = plain
        return plain


_TABLE = _Table()


def nfc(text: str) -> str:
    """The one composed form (phones of some makers send the decomposed one)."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def flat(text: str) -> str:
    """Small letters without marks, đ as d, other digits as 0-9; exactly as long as ``text``, which must be NFC."""
    return text.translate(_TABLE)


def fold(text: str) -> str:
    """The form that is compared: NFC, small, no marks, đ as d, every run of blanks one blank, none at the ends."""
    plain = flat(nfc(text))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


def has_marks(text: str) -> bool:
    """Whether somebody writes with Vietnamese marks (one letter that folding changes is enough)."""
    composed = nfc(text)
    return not composed.isascii() and flat(composed) != composed.lower()


def without_marks(text: str) -> str:
    """The text without marks, capitals and blanks as they are: for people who write so."""
    composed = nfc(text)
    return "".join(
        bare.upper() if char.isupper() else bare for char, bare in zip(composed, flat(composed), strict=True)
    )
