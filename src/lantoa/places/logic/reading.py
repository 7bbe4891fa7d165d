"""One text being read for names of places: where they stand, and how sure each is."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from lantoa.kit.fold import nfc
from lantoa.places.logic import signs
from lantoa.places.logic.gazetteer import Name, Names, marks
from lantoa.places.logic.tokens import LIMIT, tokens

FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that stands at the words ``at`` to ``to``."""

    name: Name
    at: int
    to: int
    score: float
    exact: bool = True


class Reader:
    """One text, read once."""

    def __init__(self, names: Names, districts: frozenset[str], text: str, home: str) -> None:
        self.names, self.home = names, home
        self.text = nfc(text[:LIMIT])
        self.tokens = tokens(self.text)
        self.plain = [token.plain for token in self.tokens]
        self.shouting = self.text.isupper()
        self.bare = self.text.isascii()
        line = f" {' '.join(self.plain)} "
        self.districts = {d for d in districts if f" {d} " in line}
        self.taken_back = self._taken_back()

    def _taken_back(self) -> int:
        for i in range(len(self.plain) - 1):
            if self.plain[i] == "a" and self.plain[i + 1] in ("khong", "nham", "lon"):
                return i
        return -1

    def written(self, hit: Hit) -> str:
        """The words of a hit as the person wrote them."""
        return self.text[self.tokens[hit.at].start : self.tokens[hit.to - 1].end]

    def hits(self) -> list[Hit]:
        """Every name found, the ones inside longer ones left out."""
        found: list[Hit] = []
        for i in range(len(self.tokens)):
            found += self._exact(i) or self._typo(i)
        kept = [h for h in found if not any(_within(h, other) for other in found)]
        return self._either(self._areas(kept))

    def _exact(self, i: int) -> list[Hit]:
        out = []
        for name in self.names.first.get(self.plain[i], ()):
            to = i + len(name.words)
            if tuple(self.plain[i:to]) == name.words:
                out.append(Hit(name, i, to, self._score(name, i, to, self._spelled(name, i, to))))
        if not out and len(self.plain[i]) >= 6:
            for name in self.names.joined.get(self.plain[i], ()):
                out.append(Hit(name, i, i + 1, self._score(name, i, i + 1, 0.4)))
        return [hit for hit in out if hit.score >= FLOOR]

    def _typo(self, i: int) -> list[Hit]:
        """A name with one wrong letter, only where a place is expected and no street or person begins."""
        kind = self._kind_before(i)[0]
        street = self.plain[i - 1 : i] in (["duong"], ["hem"])
        if self.plain[i] in signs.KINDS or (not kind and (street or self.plain[i] in signs.SURNAMES)):
            return []
        if not (kind or self._capitals(i, min(i + 2, len(self.tokens)))):
            return []
        out: list[Hit] = []
        for to in range(i + 2, min(i + 4, len(self.tokens)) + 1):
            key = "".join(self.plain[i:to])
            if 5 <= len(key) <= 16 and not any(word.isdigit() for word in self.plain[i:to]):
                for name in self.names.like(key):
                    out.append(Hit(name, i, to, self._score(name, i, to, 0.3 if len(key) > 6 else 0.2), exact=False))
        top = max((hit.score for hit in out), default=0.0)
        return [hit for hit in out if hit.score >= max(top - 0.05, FLOOR)]

    def _spelled(self, name: Name, i: int, to: int) -> float:
        """How well the marks agree; below zero when they speak against the name."""
        worst = 0.55
        for token, sign in zip(self.tokens[i:to], name.signs, strict=True):
            here = "" if token.raw.isascii() else marks(token.raw)
            if here == sign:
                continue
            if not here:
                worst = min(worst, self._bare_base(name))
            elif _part(here, sign):
                worst = min(worst, 0.45)
            else:
                return 0.25 if self._kind_before(i)[0] or self._capitals(i, to) else -1.0
        return worst

    def _bare_base(self, name: Name) -> float:
        if not (self.bare or self.shouting):
            return 0.4
        return 0.45 if " ".join(name.words) in signs.ORDINARY else 0.55

    def _kind_before(self, i: int) -> tuple[str, bool]:
        """The kind written before, and whether the word before says a district or province."""
        one = self.plain[i - 1] if i else ""
        two = f"{self.plain[i - 2]} {one}" if i > 1 else ""
        if two in signs.DISTRICTS or one in signs.DISTRICTS:
            return "", True
        return signs.KINDS.get(two) or signs.KINDS.get(one, ""), False

    def _capitals(self, i: int, to: int) -> bool:
        return not self.shouting and all(t.raw[0].isupper() or t.raw[0].isdigit() for t in self.tokens[i:to])

    def _score(self, name: Name, i: int, to: int, base: float) -> float:
        if base < 0:
            return 0.0
        if name.why in ("area", "landmark", "street"):
            return self._score_area(name, base)
        if self.plain[i] == "an" and self.plain[i - 1 : i] == ["cong"]:
            return 0.0
        kind, district = self._kind_before(i)
        capital = self._capitals(i, to)
        cue = self._cue(i)
        if district and not kind:
            return FLOOR if name.why == "present name" else 0.0
        numbered = name.words[-1].isdigit() and len(name.words) == 1
        if numbered and not (kind and name.district in self.districts):
            return 0.0
        score = base + self._kind_bonus(name, kind) + (0.2 if capital else 0.0) + cue + self._around(name, i, to)
        flat_name = " ".join(name.words)
        if not kind:
            if flat_name in signs.PROVINCES and self.plain[max(0, i - 1)] not in signs.CONCRETE:
                return min(score, 0.35)
            if not capital and (flat_name in signs.NEVER_ALONE or (flat_name in signs.ORDINARY and cue < 0.15)):
                return 0.0
            if capital and i and self._person(i):
                score -= 0.4
        if name.why == "old name":
            score -= self._aged(name, i)
        if i < self.taken_back:
            score -= 0.35
        return score

    @staticmethod
    def _kind_bonus(name: Name, kind: str) -> float:
        if not kind:
            return 0.0
        return 0.4 if kind == name.kind else 0.15

    def _aged(self, name: Name, i: int) -> float:
        """How much less an old name weighs: more when a commune of today has it, or when an area is meant."""
        if name.district in self.districts and name.district != " ".join(name.words):
            return 0.0
        if name.shared:
            return 0.25
        area = self.plain[i - 1 : i] and self.plain[i - 1] in ("vuc", "ap", "khom", "thon")
        return 0.35 if area else 0.1

    def _cue(self, i: int) -> float:
        """What the words before say about the place."""
        before = self.plain[max(0, i - 6) : i]
        if not before:
            return 0.15 if self.shouting or self._capitals(i, i + 1) else 0.05
        kind, _ = self._kind_before(i)
        if kind:
            before = before[: -2 if before[-1] == "tran" else -1]
            if not before:
                return 0.05
        last = before[-1]
        if not kind and (last in signs.AWAY or "huong" in before[-2:] or "tuyen" in before[-3:]):
            return -0.35
        if last in signs.STRONG or " ".join(before[-2:]) in signs.CROSSINGS:
            return 0.2
        if self._opened(i):
            return 0.15
        if last in signs.WEAK:
            return 0.05
        if any(word in ("hem", "duong", "ql") for word in before):
            return 0.15
        return 0.0

    def _opened(self, i: int) -> bool:
        """Right behind a bracket or comma, as in an address."""
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return "(" in gap or "," in gap or " - " in gap

    def _around(self, name: Name, i: int, to: int) -> float:
        after = self.plain[to : to + 1]
        score = 0.0
        if after and after[0] in signs.COMING and self.plain[i - 1 : i] and self.plain[i - 1] in signs.FROM:
            score -= 0.45
        if after == ["cu"]:
            score += 0.25 if name.why == "old name" else -0.1
        if name.why == "old name" and name.district in self.districts and name.district != " ".join(name.words):
            score += 0.2
        return score

    def _person(self, i: int) -> bool:
        last = self.tokens[i - 1]
        if "duong" in self.plain[max(0, i - 5) : i]:
            return False  # behind the name of a street
        if last.plain in signs.PERSON:
            return " ".join(self.plain[max(0, i - 2) : i]) not in signs.CROSSINGS
        return last.plain in signs.SURNAMES and last.raw[:1].isupper() and self.text[last.end : last.end + 1] == " "

    def _score_area(self, name: Name, base: float) -> float:
        if name.why == "area":
            return 0.35
        return 0.65 if base > 0.3 else 0.0

    def _areas(self, hits: list[Hit]) -> list[Hit]:
        """An area counts with its commune in the text, or within the commune that was written to."""
        codes = {h.name.code for h in hits if h.name.why != "area" and h.score >= 0.45}
        out = []
        for hit in hits:
            if hit.name.why != "area":
                out.append(hit)
            elif hit.name.code in codes or (not codes and hit.name.code == self.home):
                out.append(replace(hit, score=0.6))
        return out

    def _either(self, hits: list[Hit]) -> list[Hit]:
        """*Xã này hay xã kia*: the writer does not know, so both weigh the same."""
        ordered = sorted(hits, key=lambda h: h.at)
        for left, right in itertools.pairwise(ordered):
            between = [w for w in self.plain[left.to : right.at] if w not in signs.KINDS]
            if between in (["hay"], ["hoac"], ["hay", "la"]) and left.name.code != right.name.code:
                even = max(left.score, right.score)
                hits = [replace(h, score=even) if h in (left, right) else h for h in hits]
        return hits


def _within(hit: Hit, other: Hit) -> bool:
    if hit.exact != other.exact:
        return other.exact and other.at < hit.to and hit.at < other.to
    return other.to - other.at > hit.to - hit.at and other.at <= hit.at and hit.to <= other.to


def _part(here: str, sign: str) -> bool:
    """Whether the marks written are some of the marks of the name."""
    left = list(sign)
    for mark in here:
        if mark not in left:
            return False
        left.remove(mark)
    return True
