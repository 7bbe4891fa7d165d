"""Vietnamese phone numbers in any spelling, and the one form they are compared in: ``+84900000145``.

Lines of police and army (069...) are numbers too, which general libraries refuse; 113, 114, 115 and 111 are
short codes, and 1800/1900 are services: neither tells who somebody is, so ``find`` leaves them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.kit import idnumbers
from lantoa.kit.fold import flat, nfc
from lantoa.kit.spoken import stretches

_SEP = r"[ \t\xa0.\-–()]{0,2}"
_NUMBER = re.compile(
    rf"(?<![0-9+])(?:(?:\+{_SEP}84|0084|(?<![0-9.,])84){_SEP}(?:\(?0\)?)?|0)"
    rf"(?P<rest>{_SEP}[2356789](?:{_SEP}[0-9]){{8,9}})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number at ``text[start:end]`` of the NFC text, in normal form."""

    number: str
    start: int
    end: int


def normal(raw: str) -> str | None:
    """``0900 000 145`` as ``+84900000145``; None when it is not a number of this country."""
    digits = re.sub(r"[^0-9]", "", flat(nfc(raw)))
    for head in ("0084", "84"):
        if digits.startswith(head) and len(digits) >= len(head) + 9:
            digits = "0" + digits[len(head) :].lstrip("0")
            break
    if re.fullmatch(r"0(?:[35789][0-9]{8}|69[0-9]{6,7}|2[0-9]{9})", digits):
        return "+84" + digits[1:]
    return None


def _fits(match: re.Match[str]) -> tuple[str, int] | None:
    """The longest beginning of a match that is a number, and its length; the match may run into a next figure."""
    raw = match.group()
    while raw:
        number = normal(raw)
        if number:
            return number, len(raw)
        cut = re.search(r"[ .\-–()]+[0-9]+$", raw)
        if not cut:
            return None
        raw = raw[: cut.start()]
    return None


def find(text: str) -> list[Found]:
    """Every phone number in the text, by place, each once; ID numbers are not taken for one."""
    plain = flat(nfc(text))
    taken = [(i.start, i.end) for i in idnumbers.find(text)]
    found: list[Found] = []
    for match in _NUMBER.finditer(plain):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        fits = _fits(match)
        if fits and not idnumbers.is_account(plain, match.start()):
            found.append(Found(fits[0], match.start(), match.start() + fits[1]))
    for said in stretches(plain):
        number = normal(said.value) if said.value.isdigit() else None
        if number and not any(f.start < said.end and said.start < f.end for f in found):
            found.append(Found(number, said.start, said.end))
    first: dict[str, Found] = {}
    for f in sorted(found, key=lambda f: f.start):
        first.setdefault(f.number, f)
    return list(first.values())
