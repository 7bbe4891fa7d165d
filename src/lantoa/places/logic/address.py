"""From words to a place: communes of today by present and old names, areas, landmarks.

Pure: no database, no state. It suggests and says which words counted; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lantoa.places.logic import facts, gazetteer
from lantoa.places.logic.gazetteer import AreaRow
from lantoa.places.logic.reading import FLOOR, Hit, Reader

__all__ = ["SURE", "AreaRow", "Found", "Gazetteer"]

SURE = 0.54
"""From here on a place is taken without asking, if no other comes close."""
CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """One place the words may mean; ``words`` are those that counted, as written."""

    code: str
    name: str
    area: AreaRow | None
    score: float
    words: tuple[str, ...]
    why: str


class Gazetteer:
    """The names of one city, asked with ``find`` and ``best``; made once and shared by threads."""

    def __init__(
        self, communes: Iterable[facts.Commune], olds: Iterable[facts.OldUnit] = (), areas: Iterable[AreaRow] = ()
    ) -> None:
        held = tuple(communes)
        self._label = {row.code: row.name for row in held}
        past = tuple(olds)
        self._districts = frozenset(gazetteer.bare_district(row.district) for row in past)
        self._names = gazetteer.build(held, past, areas)

    @classmethod
    def from_facts(cls) -> Gazetteer:
        """The carried facts alone: 103 communes and what they followed."""
        return cls(facts.communes(), (*facts.old_units(), *facts.older_units()))

    def best(self, text: str, *, home: str = "") -> Found | None:
        """The one place that is meant, or None when unsure or when several come close."""
        found = self._weighed(text, home)
        if not found or found[0].score < SURE:
            return None
        if len(found) > 1 and found[0].score - found[1].score < CLOSE:
            return None
        return _capped(found[0])

    def find(self, text: str, *, home: str = "") -> list[Found]:
        """All places the words may mean, best first. ``home`` is the commune whose account was written to:
        an area named without its commune is looked for there."""
        weighed = self._weighed(text, home)
        over = max(weighed[0].score - 1.0, 0.0) if weighed else 0.0
        return [_capped(found, over) for found in weighed]

    def _weighed(self, text: str, home: str) -> list[Found]:
        reader = Reader(self._names, self._districts, text, home)
        return self._ranked(reader.hits(), reader)

    def _ranked(self, hits: list[Hit], reader: Reader) -> list[Found]:
        best: dict[str, Found] = {}
        for hit in sorted(hits, key=lambda h: -h.score):
            words = reader.written(hit)
            held = best.get(hit.name.code)
            if held is None:
                best[hit.name.code] = Found(
                    hit.name.code,
                    self._label.get(hit.name.code, hit.name.code),
                    hit.name.area,
                    hit.score,
                    (words,),
                    hit.name.why,
                )
            else:
                best[hit.name.code] = replace(
                    held,
                    score=held.score + 0.08,
                    words=held.words if words in held.words else (*held.words, words),
                    area=held.area or hit.name.area,
                )
        return sorted((f for f in best.values() if f.score >= FLOOR), key=lambda f: (-f.score, f.code))


def _capped(found: Found, over: float = 0.0) -> Found:
    """The score within 0 and 1; what the best has too much is taken from all, so that distances stay."""
    return replace(found, score=round(min(max(found.score - over, 0.0), 1.0), 3))
