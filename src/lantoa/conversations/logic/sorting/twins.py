"""Near-duplicates: two tellings of one event.

Who asks gives the candidates (one desk, some hours, same sort of kind); here they are compared by words and pairs
weighted by how rare they are in the shipped weights, by place, plate, category and time. Words are compared through
``key``, so the house can keep keyed hashes and never words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lantoa.conversations.logic.sorting import model
from lantoa.conversations.logic.sorting.kinds import LEAD_TO_TIPS
from lantoa.conversations.logic.sorting.sort import Sorted
from lantoa.conversations.logic.sorting.topics import topics
from lantoa.conversations.logic.sorting.words import read
from lantoa.kit.fold import fold
from lantoa.kit.text import without_numbers

HOURS = 36
"""Tellings further apart are of two events, whatever the words."""
THRESHOLD = 0.40
_COMMON = 0.42
_PAIR = 1.2
_FEWEST = 3
_ALIKE, _UNLIKE = 0.14, 0.08
_COUNTED = frozenset({"tip", "emergency", "device_fault", "admin_question"})
_MOST = 120


@dataclass(frozen=True, slots=True)
class Print:
    """What is compared of one message; ``words`` are keys of words and pairs with their rarity."""

    id: str
    at: datetime
    words: Mapping[Hashable, float]
    length: float
    topics: frozenset[str]
    place: str
    plates: frozenset[str]
    partial: tuple[str, ...]
    kind: str


def print_of(
    id: str,
    at: datetime,
    text: str,
    seen: Sorted,
    *,
    key: Callable[[str], Hashable] = str,
    held: model.Weights | None = None,
) -> Print:
    """The print of a sorted message."""
    weights = held or model.weights()
    message = read(without_numbers(text))
    plain = message.plain[:_MOST]
    place = seen.places[0] if seen.places else None
    spent = {w for part in (place.words if place else ()) for w in fold(part).split()}
    rare = {w: 0.0 if w in spent else weights.rarity(w) for w in plain}
    out: dict[Hashable, float] = {}
    for word, weight in rare.items():
        if weight > _COMMON:
            out[key(word)] = weight**2
    for a, b in pairwise(plain):
        weight = (rare[a] + rare[b]) / 2
        if weight > _COMMON and rare[a] and rare[b]:
            out[key(f"{a} {b}")] = _PAIR * weight**2
    found = topics(message.told)
    most = max(found.values(), default=0)
    about = {name for name, count in found.items() if count == most} | {c for c in (seen.category,) if c}
    return Print(
        id,
        at,
        out,
        math.sqrt(sum(v * v for v in out.values())),
        frozenset(about - {"other"}),
        place.code if place else "",
        frozenset(seen.plates),
        seen.partial_plates,
        seen.kind,
    )


def likeness(one: Print, other: Print) -> float:
    """How likely two prints are of one event; ``THRESHOLD`` and more is worth showing."""
    hours = abs((one.at - other.at).total_seconds()) / 3600
    if hours > HOURS or not _may_tell_the_same(one, other):
        return 0.0
    if one.place and other.place and one.place != other.place:
        return 0.0
    small, big = sorted((one.words, other.words), key=len)
    both = [k for k in small if k in big]
    same_place = bool(one.place) and one.place == other.place
    if len(both) + 2 * same_place < _FEWEST and not _by_plate(one, other) > 0:
        return 0.0
    shared = sum(small[k] * big[k] for k in both)
    score = shared / (one.length * other.length) if shared else 0.0
    if same_place:
        score += 0.12
    if one.topics and other.topics:
        score += _ALIKE if one.topics & other.topics else -_UNLIKE
    score += _by_plate(one, other)
    return score + (0.12 if hours <= 1 else 0.06 if hours <= 6 else -0.06 if hours > 14 else 0.0)


def _may_tell_the_same(one: Print, other: Print) -> bool:
    """Matters of tips; a question only beside one about the same (*xiệc điện có ai bắt ko* tells of it too)."""
    if one.kind in LEAD_TO_TIPS and other.kind in LEAD_TO_TIPS:
        return (one.kind == "device_fault") == (other.kind == "device_fault")
    asked = [p for p in (one, other) if p.kind not in LEAD_TO_TIPS]
    return len(asked) == 1 and asked[0].kind == "admin_question" and bool(one.topics & other.topics)


def _by_plate(one: Print, other: Print) -> float:
    if one.plates & other.plates:
        return 0.5
    if any(_agrees(p, q) for p in one.partial for q in other.plates) or any(
        _agrees(p, q) for p in other.partial for q in one.plates
    ):
        return 0.3
    return -0.2 if one.plates and other.plates else 0.0


def _agrees(partial: str, plate: str) -> bool:
    known = partial.strip("?")
    return plate.endswith(known) if partial.startswith("?") else plate.startswith(known) and len(known) >= 3


def best(new: Print, earlier: Iterable[Print]) -> tuple[Print, float] | None:
    """The earlier message that tells the same, and how likely; None when none is likely enough."""
    scored = [(p, likeness(new, p)) for p in earlier]
    held = max(scored, key=lambda s: s[1], default=None)
    return held if held and held[1] >= THRESHOLD else None


def first_tellings(prints: Iterable[Print]) -> dict[str, str]:
    """For messages of one file: id -> id of the first telling by time, for each that tells an event again."""
    first: dict[str, str] = {}
    recent: list[Print] = []
    for new in sorted(prints, key=lambda p: (p.at, p.id)):
        if new.kind not in _COUNTED:
            continue
        recent = [p for p in recent if (new.at - p.at).total_seconds() <= HOURS * 3600]
        found = best(new, recent)
        if found:
            first[new.id] = first.get(found[0].id, found[0].id)
        recent.append(new)
    return first
