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
    """The one area (id, name, landmarks one a line) that the text names; None for none and for several."""
    line = line_of(text)
    found = set()
    for pk, name, words in areas:
        phrases = [line_of(name), *(line_of(word) for word in words.splitlines())]
        if any(
            len(phrase.strip()) >= (2 if place == 0 else LEAST) and phrase in line
            for place, phrase in enumerate(phrases)
        ):
            found.add(pk)
    return found.pop() if len(found) == 1 else None
