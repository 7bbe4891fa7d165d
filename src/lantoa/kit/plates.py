"""Vehicle plates in any spelling, and the one form they are compared in: ``65B112345``.

A plate is personal data; who keeps one seals it and matches by keyed hash (``kit.keys``, purpose "plate/1").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.kit.fold import flat, nfc
from lantoa.kit.spoken import stretches

_SEP = r"[ \t\xa0.\-–_]"
_PLATE = re.compile(
    rf"(?<![0-9a-z])(?P<code>[1-9][0-9])(?:{_SEP}|/){{0,3}}(?P<series>[a-z]{{1,2}})"
    rf"(?:{_SEP}{{0,2}}(?P<second>[0-9]){_SEP}{{1,3}}|(?P<gap>{_SEP}{{0,3}}))"
    rf"(?P<serial>[0-9]{{3,4}}{_SEP}{{1,2}}[0-9]{{2}}|[0-9]{{2}}{_SEP}[0-9]{{2,3}}|[0-9]{{4,6}})"
    r"(?![0-9a-z]|[.?*x…]{2}|[.?*…] ?[?*])"
)
_PARTIAL = re.compile(
    rf"(?<![0-9a-z])(?P<code>[1-9][0-9]){_SEP}{{0,2}}(?P<series>[a-z]{{1,2}}[0-9]?){_SEP}{{0,3}}"
    r"(?P<rest>[0-9]{1,4})?(?P<hole>[.?*x…]{2,}| ?gi do)"
)
_TAIL = re.compile(r"(?:duoi|so cuoi|tan cung)(?: la| so)? (?P<tail>[0-9]{2,4})(?![0-9])")
_CONTEXT = re.compile(
    r"(?:bien|bsx|bks|\bbs\b|\bxe\b|\bso\b|chiec|o ?to|honda|yamaha|wave|exciter|vision|sirius|\bab\b)"
)
# Letters that follow a number for another reason: 22h, 50k, 10m, 3g, 2l, 15p, 12d, 5t.
_UNITS = {
    "h",
    "k",
    "m",
    "g",
    "l",
    "p",
    "d",
    "t",
    "kg",
    "km",
    "tr",
    "ty",
    "ph",
    "cm",
    "am",
    "pm",
    "va",
    "la",
    "ra",
}
_STRONG = re.compile(r"[.\-–_]")
_WORDS_OF_TWO = {"va", "la", "ra", "co", "da", "di", "do", "em", "en", "gi", "ho", "ke", "ma", "me", "mo", "na", "ne",
    "no", "nu",
                 "o", "ta", "to", "ti", "tu", "ty", "tr", "vo", "vu", "xe", "xu", "bi", "bo", "be", "ba", "ca", "cu",
                 "cm", "kg", "km"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A plate at ``text[start:end]`` of the NFC text, in normal form."""

    plate: str
    start: int
    end: int


def normal(raw: str) -> str:
    """Capital letters and digits only, Đ as D: ``65-Đ1 234.56`` is ``65D123456``."""
    return re.sub(r"[^0-9A-Z]", "", flat(nfc(raw)).upper())


def find(text: str) -> list[Found]:
    """Every whole plate in the text, by place, each spelling once (also one dictated in words)."""
    plain = flat(nfc(text))
    found = [Found(normal(m.group()), m.start(), m.end()) for m in _PLATE.finditer(plain) if _is_plate(m, plain)]
    for said in stretches(plain):
        if re.fullmatch(r"[1-9][0-9][a-z]{1,2}[0-9]{4,6}", said.value) and not any(
            f.start < said.end and said.start < f.end for f in found
        ):
            found.append(Found(said.value.upper(), said.start, said.end))
    first = {f.plate: f for f in sorted(found, key=lambda f: f.start, reverse=True)}
    return sorted(first.values(), key=lambda f: f.start)


def _is_plate(match: re.Match[str], plain: str) -> bool:
    series, serial = match["series"], match["serial"]
    digits = sum(c.isdigit() for c in serial)
    if not 4 <= digits <= 6 or (match["second"] and digits == 6):
        return False
    if _CONTEXT.search(plain, max(0, match.start() - 30), match.start()):
        return series not in _WORDS_OF_TWO or bool(_STRONG.search(match.group()))
    if series in _WORDS_OF_TWO:
        return False
    if re.match(rf"{_SEP}[0-9]{{3}}", plain[match.end() :]):
        return False  # the head of a phone number: "21h 0900 000 145"
    body = match.group()
    if series in _UNITS:
        return bool(match["second"] or _STRONG.search(body)) and not body[2 + len(series) :].startswith(" ")
    return True


def partials(text: str) -> list[str]:
    """Plates known in part, holes as ``?``: ``66L1123??``, an ending is ``?77``."""
    plain = flat(nfc(text))
    whole = find(text)
    out = []
    for m in _PARTIAL.finditer(plain):
        if not any(f.start < m.end() and m.start() < f.end for f in whole):
            out.append(normal(m["code"] + m["series"] + (m["rest"] or "")) + "??")
    out += ["?" + m["tail"] for m in _TAIL.finditer(plain)]
    return list(dict.fromkeys(out))
