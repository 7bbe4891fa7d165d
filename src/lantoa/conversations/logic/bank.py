"""Ready answers: placeholders, the starter set, and which answer fits a question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from lantoa.conversations.logic.sorting import model
from lantoa.conversations.logic.sorting.words import read
from lantoa.kit.fold import fold

PLACEHOLDERS: Mapping[str, str] = {
    "ten_don_vi": "tên đơn vị",
    "so_truc": "số trực ban",
    "gio_lam_viec": "giờ làm việc",
}
_HOLE = re.compile(r"\{([^{}\n]*)\}")
FITS = 0.42
MOST = 60
_SMALL = frozenset(
    [
        "em",
        "anh",
        "chi",
        "toi",
        "tui",
        "con",
        "minh",
        "co",
        "khong",
        "a",
        "ad",
        "vay",
        "gi",
        "la",
        "o",
        "cho",
        "xin",
        "hoi",
        "duoc",
        "lam",
        "thi",
        "va",
        "cua",
        "cai",
        "nay",
        "ra",
        "roi",
        "di",
        "len",
        "nha",
        "ba",
        "ma",
        "mot",
        "may",
        "giup",
    ]
)


@dataclass(frozen=True, slots=True)
class Draft:
    """One answer of the starter set."""

    title: str
    cues: str
    body: str


@cache
def starter() -> tuple[Draft, ...]:
    """Answers a new unit may begin with. They state no fee, no date and no form that could be out of date."""
    held = tomllib.loads((Path(__file__).parent / "starter.toml").read_text(encoding="utf-8"))
    return tuple(Draft(row["title"], row["cues"], row["body"].strip()) for row in held["answer"])


def unknown_holes(body: str) -> list[str]:
    """Placeholders the house cannot fill."""
    return [name for name in dict.fromkeys(_HOLE.findall(body)) if name not in PLACEHOLDERS]


def filled(body: str, facts: Mapping[str, str]) -> str:
    """The body with its placeholders filled; a fact that is missing leaves a gap an officer sees, ``[số trực ban]``."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return facts.get(name) or f"[{PLACEHOLDERS.get(name, name)}]"

    return _HOLE.sub(fill, body)


def gaps(text: str) -> list[str]:
    """What of a text about to be sent was never filled in: ``[số trực ban]``, ``{so_truc}``."""
    marks = [mark for name, words in PLACEHOLDERS.items() for mark in (f"[{words}]", f"{{{name}}}")]
    return [mark for mark in marks if mark in text]


def words_of(title: str, cues: str) -> str:
    """What an answer is found by: the folded words of its title and cues in order, chat spellings undone."""
    return " ".join(read(f"{title} {cues}").plain)


def holds_all(words: str, typed: str) -> bool:
    """Whether every typed word begins one of the words; marks do not matter."""
    held = words.split()
    return all(any(word.startswith(part) for word in held) for part in fold(typed).split())


def best(text: str, answers: Sequence[tuple[int, str]]) -> int | None:
    """The id of the answer whose words fit a question best, None when none fits well enough.

    ``answers``: id and words. Rare words count more (shipped weights); with the weights gone all count alike.
    """
    asked = read(text).plain[:MOST]
    if not set(asked) - _SMALL:
        return None
    scored = [(_fit(asked, tuple(words.split())), pk) for pk, words in answers]
    score, pk = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, 0))
    return pk if score >= FITS else None


def _fit(asked: Sequence[str], held: Sequence[str]) -> float:
    words, known = set(asked) - _SMALL, set(held) - _SMALL
    pairs = set(pairwise(asked)) & set(pairwise(held))
    both = [pair for pair in pairs if set(pair) - _SMALL]
    return (_weight(words & known) + 0.7 * len(both)) / (_weight(words) + 1.5)


def _weight(words: set[str]) -> float:
    try:
        weights = model.weights()
    except (OSError, ValueError):
        return float(len(words))
    return sum(max(0.3, weights.rarity(word)) for word in words)
