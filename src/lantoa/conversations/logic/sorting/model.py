"""The learnt part: hashed features and a sparse dot product over weights from a reviewed text file.

The file is read at the first message and kept (about 10 MB). What was learnt are numbers per hashed word, never words.
Line: bucket in hex, then entries ``A12`` (kind A, weight 12/32), ``a-3`` (category), ``!5`` (today), ``#7`` (seen in 7
messages).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from lantoa.conversations.logic.sorting.kinds import CATEGORIES, KINDS
from lantoa.conversations.logic.sorting.signs import weigh
from lantoa.conversations.logic.sorting.topics import topics
from lantoa.conversations.logic.sorting.wordrules import Floor, marks_of
from lantoa.conversations.logic.sorting.words import Read

FILE = Path(__file__).with_name("data") / "weights.txt"
BUCKETS = 0x3FFFF
SCALE = 32
KIND_SIGNS = "ABCDEFGH"
CATEGORY_SIGNS = "abcdefghijklmnopqrstuvwxyz" + "IJKLMN"
MOST_WORDS = 160
SIGN = 0.5
_HEADS = {s: i for i, s in enumerate(KIND_SIGNS)}
_HEADS.update({s: 8 + i for i, s in enumerate(CATEGORY_SIGNS[: len(CATEGORIES)])})
TODAY = 8 + len(CATEGORIES)
_HEADS["!"] = TODAY
WIDTH = TODAY + 1


def bucket(name: str) -> int:
    """The hashed feature of a name."""
    return crc32(name.encode()) & BUCKETS


def word_bucket(word: str) -> int:
    """The hashed feature of a folded word."""
    return crc32(b"w:" + word.encode()) & BUCKETS


def features(read: Read, floor: Floor, channel: str) -> dict[int, float]:
    """Hashed features with their values: words and pairs, parts of words (for typos), signs of the rules."""
    plain = (
        read.plain if len(read.plain) <= MOST_WORDS else read.plain[: MOST_WORDS // 2] + read.plain[-MOST_WORDS // 2 :]
    )
    words = {word_bucket(w) for w in plain}
    words.update(crc32(f"b:{a} {b}".encode()) & BUCKETS for a, b in itertools.pairwise(plain))
    line = " " + " ".join(plain) + " "
    parts = {crc32(b"c:" + line[i : i + 4].encode()) & BUCKETS for i in range(len(line) - 3)}
    out: dict[int, float] = {}
    for group in (words, parts):
        if group:
            value = 1 / math.sqrt(len(group))
            for one in group:
                out[one] = out.get(one, 0.0) + value
    for name in _signs(read, floor, channel):
        out[bucket("#" + name)] = SIGN
    return out


def _signs(read: Read, floor: Floor, channel: str) -> Iterable[str]:
    counts = weigh(read.told, read.raw)
    yield from ("always", f"channel {channel}", f"length {min(6, len(read.plain) // 6)}")
    yield from _of_rules(floor)
    yield from _of_topics(topics(read.told), "asked" if counts["asks"] else "told")
    yield from (f"mark {sign}" for sign in "?!" if sign in read.raw)
    for group, found in (("marks", marks_of(read)), ("sign", counts)):
        for name, count in found.items():
            if count:
                yield f"{group} {name}"
            if count > 1:
                yield f"{group} {name} again"


def _of_rules(floor: Floor) -> Iterable[str]:
    if not floor.sure:  # what the rules are sure of stands anyway; the rest must not lean on them
        yield f"rule {floor.kind}"
    if floor.danger >= 1:
        yield "danger"
    if floor.blame >= 1:
        yield "blame"
    if floor.category and (floor.sure or floor.kind == "device_fault"):
        yield f"category {floor.category}"


def _of_topics(found: Mapping[str, int], how: str) -> Iterable[str]:
    if not found:
        yield "no topic"
        return
    most = max(found.values())
    yield f"{how} of something wrong"
    if most > 1:
        yield f"{how} of something wrong, surely"
    for name, count in found.items():
        yield f"topic {name}"
        if count > 1:
            yield f"topic {name} again"
        if count == most:
            yield f"topic {name} first"


@dataclass(frozen=True, slots=True)
class Weights:
    """``rows``: bucket -> heads and weights; ``seen``: bucket of a word -> in how many messages; ``total`` messages."""

    rows: Mapping[int, tuple[tuple[int, int], ...]]
    seen: Mapping[int, int]
    total: int

    def score(self, present: Mapping[int, float]) -> list[float]:
        """The sums of all heads."""
        sums = [0.0] * WIDTH
        rows = self.rows
        for one, value in present.items():
            for head, weight in rows.get(one, ()):
                sums[head] += value * weight
        return [s / SCALE for s in sums]

    def rarity(self, word: str) -> float:
        """How much a word tells: 1 for one never seen, near 0 for one in most messages."""
        return math.log((self.total + 1) / (self.seen.get(word_bucket(word), 0) + 1)) / math.log(self.total + 1)


def parse(lines: Iterable[str]) -> Weights:
    """Weights from the lines of the file. Raises ValueError naming the line that is not one of ours."""
    rows: dict[int, tuple[tuple[int, int], ...]] = {}
    seen: dict[int, int] = {}
    total = 1
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            if line.startswith("# messages "):
                total = int(line.split()[2])
            continue
        try:
            key, *entries = line.split()
            one = int(key, 16)
            if entries[-1][0] == "#":
                seen[one] = int(entries.pop()[1:])
            rows[one] = tuple((_HEADS[e[0]], int(e[1:])) for e in entries)
        except (ValueError, KeyError, IndexError) as fault:
            raise ValueError(f"Line {number} of the weights is not one of ours: {line.strip()[:40]!r}") from fault
    return Weights(rows, seen, total)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights. Raises OSError or ValueError when the file is missing or damaged."""
    with FILE.open(encoding="ascii") as lines:
        return parse(lines)


def shares(sums: list[float]) -> list[float]:
    """Sums as shares of one."""
    top = max(sums)
    raised = [math.exp(s - top) for s in sums]
    whole = sum(raised)
    return [r / whole for r in raised]


@dataclass(frozen=True, slots=True)
class Guess:
    """Shares per kind and category, and how likely it is for today."""

    kinds: dict[str, float]
    categories: dict[str, float]
    today: float


def guess(read: Read, floor: Floor, channel: str, held: Weights | None = None) -> Guess:
    """What the learnt part says of a message."""
    sums = (held or weights()).score(features(read, floor, channel))
    kinds = shares(sums[:8])
    categories = shares(sums[8:TODAY])
    return Guess(
        dict(zip(KINDS, kinds, strict=True)),
        dict(zip(CATEGORIES, categories, strict=True)),
        1 / (1 + math.exp(-max(-30.0, min(30.0, sums[TODAY])))),
    )
