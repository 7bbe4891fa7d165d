"""Text of people: cleaned when it comes in, cut into words, shortened for a list, made ready for search."""

from __future__ import annotations

import re
import unicodedata

from lantoa.kit import idnumbers, phones, plates
from lantoa.kit.fold import flat, fold, nfc

__all__ = ["clean_incoming", "excerpt", "flat", "fold", "nfc", "search_words", "words"]

LIMIT = 20_000
_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-–]?[0-9]){6,}")
# Signs that turn the reading direction, and tags nobody sees: they make text look like what it is not.
_HIDDEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u061c\u180e\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_incoming(text: object, limit: int = LIMIT) -> str:
    """What is stored of a text that came in. Never raises.

    NFC; line ends as ``\\n`` and kept; NUL, control signs, broken surrogates, direction overrides and hidden
    tags removed; blanks at the ends removed; at most ``limit`` characters. Letters, emoji and their joiners stay.
    """
    raw = text if isinstance(text, str) else "" if text is None else str(text)
    raw = raw[: limit * 4].replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    raw = raw.replace("\u2029", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _thin(nfc(_HIDDEN.sub("", _CONTROL.sub("", raw))))[:limit].strip()


def _thin(text: str) -> str:
    """At most four marks on one letter: towers of marks cover the lines above and below."""
    if text.isascii() or not any(unicodedata.combining(c) for c in text):
        return text
    out, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= 4:
            out.append(char)
    return "".join(out)


def words(text: str) -> list[str]:
    """Folded words in their order, punctuation gone."""
    return _WORD.findall(fold(text))


def excerpt(text: str, length: int = 120) -> str:
    """The beginning on one line, cut at a word, with ``…`` when something is missing."""
    line = " ".join(nfc(text).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,.;:-") + "…"


def without_numbers(text: str) -> str:
    """The text (NFC) without plates, phones, ID numbers and long figures."""
    composed = nfc(text)
    spans = [(f.start, f.end) for f in plates.find(composed)]
    spans += [(f.start, f.end) for f in phones.find(composed)]
    spans += [(f.start, f.end) for f in idnumbers.find(composed)]
    spans += [m.span() for m in _LONG_NUMBER.finditer(flat(composed))]
    out, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            out += [composed[at:start], " "]
        at = max(at, end)
    return "".join(out) + composed[at:]


def search_words(text: str) -> list[str]:
    """Different folded words for search tokens, in their order.

    Plates, phones, ID numbers and words with five or more digits are cut before: nobody finds a person by them.
    """
    kept = (w for w in words(without_numbers(text)) if sum(c.isdigit() for c in w) < 5)
    return list(dict.fromkeys(kept))
