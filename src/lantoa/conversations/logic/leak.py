"""*This sentence could tell who told you*: what an answer shares with the words of the person who told.

Compared only with text of threads that the officer may open anyway, and with phrases that point at
the teller; never with sealed contact data, else the warning itself would answer questions about it.
The unit's own names, its officers' and words that everybody writes are no find: a warning at each answer
teaches people to click it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from lantoa.conversations.logic.sorting import model
from lantoa.kit import idnumbers, phones, plates
from lantoa.kit.fold import flat, fold, nfc
from lantoa.kit.text import words as words_of
from lantoa.places.logic.gazetteer import split

QUOTE = 6
LEFT = 3
"""A quote of which fewer words of substance are left is what everybody writes."""
LEAST_REASON = 5
RARE = 0.8
"""How rare both words of a pair are (1: never seen in the carried messages)."""
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b")
_FORM_LINE = re.compile(r"^(?:Lúc: .*|Xe, người: )", re.MULTILINE)
_TITLES = "anh|chi|em|co|chu|bac|ong|ba|thim|di|cau|mo|me|cha"
_HOUSE = re.compile(r"\bso (?:nha )?(\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*)\b|\b(\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)+)\b")
_POINTS = (
    "nguoi bao tin la",
    "nguoi bao la",
    "nguoi to giac la",
    "theo loi nguoi bao",
    "hang xom da bao",
    "hang xom bao",
    "nha ben canh bao",
    "nguoi nha da bao",
    "ten nguoi bao",
)
_GENERIC = (
    "cong an", "canh sat", "can bo", "dong chi", "truc ban", "khu vuc", "cong an phuong", "cong an xa", "phuong", "xa",
    "thanh pho", "viet nam", "ba con", "anh chi", "co chu", "uy ban nhan dan", "uy ban", "nhan dan", "to dan pho",
    "can tho", "thanh pho can tho", "bo cong an", "nguoi dan", "nguoi bao", "tin bao", "don vi", "da nhan duoc",
    "hom nay", "hom qua", "toi qua", "sang nay", "chieu nay", "cam on", "facebook", "zalo", "chung toi",
)  # fmt: skip
_HEADS = ("công an", "ca", "cap", "cax", "ca p", "ca x", "p", "x", "tp")
WHY = {
    "number": "số mà người báo đã ghi",
    "name": "tên mà người báo đã nhắc",
    "house": "số nhà mà người báo đã ghi",
    "quote": "nguyên lời người báo",
    "rare": "chữ hiếm mà người báo đã dùng",
    "points": "chỉ ra ai là người báo",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Some words of the answer and why they could tell who told."""

    words: str
    reason: str

    @property
    def why(self) -> str:
        """The reason in words."""
        return WHY[self.reason]


def hits(answer: str, said: Iterable[str], ours: Iterable[str] = ()) -> list[Hit]:
    """What an officer should look at again before sending; empty when nothing is shared.

    ``ours``: names of the unit, of those above it and of their officers, which tell nothing.
    """
    told = [_FORM_LINE.sub("", nfc(one)) for one in said]
    known = sorted({*_GENERIC, *(_line(one).strip() for one in ours)} - {""}, key=len, reverse=True)
    found = [*_numbers(answer, told), *_houses(answer, told), *_names(answer, told), *_quotes(answer, told)]
    plain = fold(answer)
    found += [Hit(phrase, "points") for phrase in _POINTS if phrase in plain]
    shown = [fold(hit.words) for hit in found]
    found += [hit for hit in _rare(answer, told) if not any(fold(hit.words) in one for one in shown)]
    return [hit for hit in dict.fromkeys(found) if not _is_ours(hit, known)]


def spellings(unit: str) -> list[str]:
    """A unit's name as people write it: whole, bare, and behind the usual short words (*công an*, *CAP*, *P.*)."""
    bare = split(unit)[1]
    alone = [bare] if len(bare.split()) > 1 else []  # one word alone may be anybody's given name
    parts = unit.split()
    begun = [" ".join(parts[:upto]) for upto in range(2, len(parts))]  # *Phường Mẫu một*: the last word written small
    return [unit, *begun, *alone, *(f"{head} {name}" for head in _HEADS for name in dict.fromkeys((unit, bare)))]


def _line(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _is_ours(hit: Hit, known: list[str]) -> bool:
    """Whether nothing of substance is left once our own names, numbers and everybody's words are taken away."""
    if hit.reason == "number":
        return _digits(hit.words) in {_digits(one) for one in known}
    if hit.reason not in ("name", "quote", "rare"):
        return False
    left = _line(hit.words)
    for phrase in known:
        left = left.replace(f" {phrase} ", "  ")
    return len(left.split()) < (LEFT if hit.reason == "quote" else 1)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _numbers(answer: str, told: list[str]) -> list[Hit]:
    def of(text: str) -> dict[str, str]:
        composed = nfc(text)
        spans = [(f.plate, f.start, f.end) for f in plates.find(composed)]
        spans += [(f.number, f.start, f.end) for f in phones.find(composed)]
        spans += [(f.number, f.start, f.end) for f in idnumbers.find(composed)]
        return {value: composed[start:end] for value, start, end in spans}

    theirs = {value for one in told for value in of(one)}
    return [Hit(shown, "number") for value, shown in of(answer).items() if value in theirs]


def _houses(answer: str, told: list[str]) -> list[Hit]:
    def of(text: str) -> list[str]:
        return [match[1] or match[2] for match in _HOUSE.finditer(_DATE.sub(" ", flat(nfc(text))))]

    theirs = {house for one in told for house in of(one)}
    return [Hit(house, "house") for house in dict.fromkeys(of(answer)) if house in theirs]


def _names(answer: str, told: list[str]) -> list[Hit]:
    theirs = " \n ".join(" " + " ".join(re.findall(r"\w+", fold(one))) + " " for one in told)
    found = [name for run in _capital_runs(answer) if (name := _shared_part(run, theirs))]
    plain = f" {' '.join(words_of(answer))} "
    for run in (run for one in told for run in _capital_runs(one)):
        whole, given = fold(" ".join(run)), fold(run[-1])
        called = re.search(rf" (?:{_TITLES}) {re.escape(given)} ", plain)
        if f" {whole} " in plain and not any(fold(name) in whole for name in found):
            found.append(whole)
        elif called and len(given) > 1 and not any(given in fold(name).split() for name in found):
            found.append(called[0].strip())
    return [Hit(name, "name") for name in dict.fromkeys(found)]


def _shared_part(run: list[str], theirs: str) -> str:
    """The longest stretch of two or more words of a run that the other text has too."""
    for length in range(len(run), 1, -1):
        for start in range(len(run) - length + 1):
            name = " ".join(run[start : start + length])
            if f" {fold(name)} " in theirs:
                return name
    return ""


def _capital_runs(answer: str) -> list[list[str]]:
    """Words in a row that begin with a capital: names as people write them."""
    runs: list[list[str]] = [[]]
    at = 0
    for match in re.finditer(r"\w+", nfc(answer)):
        gap = nfc(answer)[at : match.start()]
        if gap.strip() or "\n" in gap or not match[0][0].isupper():
            runs.append([])
        if match[0][0].isupper() and match[0].isalpha():
            runs[-1].append(match[0])
        at = match.end()
    return [run for run in runs if 2 <= len(run) <= 8]


def _quotes(answer: str, told: list[str]) -> list[Hit]:
    """Runs of six or more equal words."""
    words = re.findall(r"\w+", nfc(answer))
    plain = [fold(word) for word in words]
    theirs = {tuple(run) for one in told for run in _runs(re.findall(r"\w+", fold(one)))}
    out, at = [], 0
    while at + QUOTE <= len(plain):
        if tuple(plain[at : at + QUOTE]) not in theirs:
            at += 1
            continue
        end = at + QUOTE
        while end < len(plain) and tuple(plain[end - QUOTE + 1 : end + 1]) in theirs:
            end += 1
        out.append(Hit(" ".join(words[at:end]), "quote"))
        at = end
    return out


def _rare(answer: str, told: list[str]) -> list[Hit]:
    """Pairs of words that hardly anybody else writes, said by both; none with the shipped weights gone."""
    try:
        rarity = model.weights().rarity
    except (OSError, ValueError):
        return []
    theirs = {pair for one in told for pair in pairwise(re.findall(r"[^\W\d_]+", fold(one)))}
    words = re.findall(r"[^\W\d_]+", nfc(answer))
    out = []
    for a, b in pairwise(words):
        pair = (fold(a), fold(b))
        if pair in theirs and all(rarity(word) >= RARE and len(word) > 2 for word in pair):
            out.append(Hit(f"{a} {b}", "rare"))
    return out


def _runs(words: list[str]) -> Iterable[list[str]]:
    return (words[at : at + QUOTE] for at in range(len(words) - QUOTE + 1))
