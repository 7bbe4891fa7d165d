"""What a hand-over sheet says, and what on it could tell who told: suggestions only, a person cuts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from lantoa.conversations.logic.leak import Hit
from lantoa.conversations.logic.marks import covered
from lantoa.kit.fold import nfc

GAP = "[…]"
_SELF = frozenset({"tôi", "toi", "tui", "mình", "em", "cháu"})
_SELF_PAIRS = frozenset({("nhà", "con"), ("nha", "con"), ("con", "là"), ("con", "ở"), ("mẹ", "con"), ("ba", "con")})
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_CUT_AT_FIRST = frozenset({"house", "points"})


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person told, under words that name the tip and not the person; ``ref`` is the message it stands in."""

    label: str
    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a sheet that a person cuts: where it happened, and what was told."""

    place: str
    tellings: tuple[Telling, ...]

    def packed(self) -> dict[str, object]:
        """As plain values, always in the same order: the journal's digest is of these."""
        return {"place": self.place, "tellings": [[one.label, one.text, one.ref] for one in self.tellings]}

    @classmethod
    def unpacked(cls, held: dict[str, object]) -> Cut:
        """From ``packed``."""
        return cls(str(held["place"]), tuple(Telling(*one) for one in held["tellings"]))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Some words to look at again; ``wanted``: ticked from the start."""

    words: str
    why: str
    wanted: bool


def draft(place: str, tellings: Iterable[Telling]) -> Cut:
    """Before a person looked: phones are cut already, since whoever tells writes their own."""
    return Cut(
        covered(place, ("phones",)), tuple(replace(one, text=covered(one.text, ("phones",))) for one in tellings)
    )


def suggestions(cut: Cut, hits: Iterable[Hit]) -> list[Suggestion]:
    """What the leak check found on the sheet, and sentences in which whoever told speaks of themselves.

    A quote is no find here: the sheet repeats what was told, that is its use.
    """
    found = [Suggestion(hit.words, hit.why, hit.reason in _CUT_AT_FIRST) for hit in hits if hit.reason != "quote"]
    for one in cut.tellings:
        found += [Suggestion(words, "người báo nói về mình", False) for words in _of_self(one.text)]
    return list({one.words: one for one in found}.values())


def seen_of(whole: Cut, draft: Cut) -> tuple[Cut, tuple[Telling, ...]]:
    """A kept cut as somebody may see it for whom this is the draft, and the tellings that are kept from them.

    Sheets of before messages were named in them are told by their labels.
    """
    known = {one.ref for one in draft.tellings} | {one.label for one in draft.tellings}
    seen = tuple(one for one in whole.tellings if (one.ref or one.label) in known)
    return Cut(whole.place, seen), tuple(one for one in whole.tellings if one not in seen)


def without(cut: Cut, unwanted: Iterable[str]) -> Cut:
    """The sheet with these words cut out, wherever they stand."""
    words = sorted({one for one in unwanted if one.strip()}, key=len, reverse=True)
    return Cut(_gaps(cut.place, words), tuple(replace(one, text=_gaps(one.text, words)) for one in cut.tellings))


def _gaps(text: str, unwanted: list[str]) -> str:
    for words in unwanted:
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", GAP, nfc(text), flags=re.IGNORECASE)
    return text


def _of_self(text: str) -> list[str]:
    """Sentences with a word by which people call themselves; a suggestion, so it may be one too many."""
    found = []
    for match in _SENTENCE.finditer(nfc(text)):
        words = re.findall(r"\w+", match[0].lower())
        if _SELF & set(words) or _SELF_PAIRS & set(pairwise(words)):
            found.append(match[0].strip())
    return found
