"""Digits said as words: "sáu lăm bê một, một hai ba bốn năm" is how people dictate a plate or a phone number."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "lam": "5", "sau": "6",
    "bay": "7", "tam": "8", "chin": "9",
}  # fmt: skip
LETTERS = {
    "be": "b", "bo": "b", "xe": "c", "ce": "c", "co": "c", "de": "d", "ep": "f", "ef": "f", "gio": "g", "hat": "h",
    "ca": "k", "lo": "l", "el": "l", "em": "m", "en": "n", "pe": "p", "et": "s", "te": "t", "ve": "v", "xi": "x",
}  # fmt: skip
_FILLERS = {"muoi", "cham", "gach", "ngang", "phay"}
_TWO = re.compile(rf"\b(?:{'|'.join(DIGITS)})[\s,.\-:]{{1,3}}(?:{'|'.join((*DIGITS, *_FILLERS))}|[a-z]{{1,3}})\b")
_WORD = re.compile(r"[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of ``text[start:end]`` that spells ``value`` (digits and at most two letters)."""

    value: str
    start: int
    end: int


def stretches(plain: str) -> list[Said]:
    """Stretches of at least seven said digits in flat text; letters may stand after the second digit."""
    found: list[Said] = []
    if not _TWO.search(plain):
        return found
    value, start, end, words = "", 0, 0, 0
    for match in _WORD.finditer(plain):
        word = match.group()
        gap = plain[end : match.start()] if value else ""
        sign = DIGITS.get(word) or (word if word.isdigit() and len(word) <= 5 else "")
        said = word in DIGITS
        if not sign and value and word in _FILLERS:
            end = match.end()
            continue
        if not sign and len(value) == 2 and value.isdigit():
            sign = word if len(word) <= 2 and word not in LETTERS else LETTERS.get(word, "")
        if sign and (not value or re.fullmatch(r"[\s,.\-:]{0,3}", gap)):
            start = start if value else match.start()
            value, end, words = value + sign, match.end(), words + said
            continue
        _keep(found, value, start, end, words)
        value, start, end, words = (sign if sign and sign.isdigit() else ""), match.start(), match.end(), int(said)
    _keep(found, value, start, end, words)
    return found


def _keep(found: list[Said], value: str, start: int, end: int, words: int) -> None:
    if words >= (4 if value.isdigit() else 2) and sum(c.isdigit() for c in value) >= 6:
        found.append(Said(value, start, end))
