"""Which area of one commune a text names: by its name in any spelling, or by one of its landmarks and streets."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.kit.fold import nfc
from lantoa.places.logic.tokens import LIMIT, tokens

LEAST = 6
"""Shorter landmarks are too often part of something else."""


def line_of(text: str) -> str:
    """The words of a text as they are compared: ``kv3`` is ``khu vuc 3``; a blank at both ends."""
    return f" {' '.join(token.plain for token in tokens(nfc(text[:LIMIT])))} "


def named_in(text: str, areas: Iterable[tuple[int, str, str]]) -> int | None:
    """The one area (id, name, landmarks one a line) that the text names; None for none and for several.

    The name of an area says more than a street that runs through another.
    """
    line, rows = line_of(text), list(areas)
    called = {pk for pk, name, _words in rows if len(line_of(name).strip()) >= 2 and line_of(name) in line}
    if called:
        return called.pop() if len(called) == 1 else None
    passed = {pk for pk, _name, words in rows if any(_stands(word, line) for word in words.splitlines())}
    return passed.pop() if len(passed) == 1 else None


def _stands(landmark: str, line: str) -> bool:
    phrase = line_of(landmark)
    return len(phrase.strip()) >= LEAST and phrase in line
