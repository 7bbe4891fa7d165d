"""The names a place may be called by, made ready for finding: today's, yesterday's, areas, landmarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantoa.kit.fold import fold, nfc
from lantoa.places.logic.facts import Commune, OldUnit

_KIND = re.compile(r"^(phường|xã|thị trấn|đặc khu)\s+(.+)$", re.IGNORECASE)
_DISTRICT = re.compile(r"^(quận|huyện|thị xã|thành phố)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as the finder needs it; ``words`` are its landmarks and streets."""

    id: int
    code: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a place. ``why``: present name, old name, old district, area, landmark or street."""

    words: tuple[str, ...]
    signs: tuple[str, ...]
    kind: str
    code: str
    why: str
    district: str = ""
    area: AreaRow | None = None
    shared: bool = False


@dataclass(slots=True)
class Names:
    """All names, by their first word, joined, and with one letter taken out."""

    first: dict[str, list[Name]] = field(default_factory=dict)
    joined: dict[str, list[Name]] = field(default_factory=dict)
    thinned: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        """Take a name in."""
        self.first.setdefault(name.words[0], []).append(name)
        if name.why in ("landmark", "street", "area"):
            return
        key = "".join(name.words)
        self.joined.setdefault(key, []).append(name)
        if len(key) >= 5:
            for i in range(len(key)):
                self.thinned.setdefault(key[:i] + key[i + 1 :], set()).add(key)

    def like(self, key: str) -> list[Name]:
        """Names one letter away (one missing, too many, wrong, or two swapped)."""
        found = set(self.thinned.get(key, ()))
        for i in range(len(key)):
            thin = key[:i] + key[i + 1 :]
            if thin in self.joined:
                found.add(thin)
            found |= {whole for whole in self.thinned.get(thin, ()) if _near(whole, key)}
        found.discard(key)
        return [name for whole in sorted(found) for name in self.joined[whole]]


def _near(a: str, b: str) -> bool:
    """One letter changed, or two neighbours swapped."""
    if len(a) != len(b):
        return False
    off = [i for i in range(len(a)) if a[i] != b[i]]
    if len(off) == 1:
        return True
    return len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]


def marks(word: str) -> str:
    """The marks of a word in one order, wherever they stand: thuỷ and thủy are the same."""
    small = nfc(word).lower()
    if small.isascii():
        return ""
    bare = unicodedata.normalize("NFD", small)
    return "".join(sorted(("đ" if c == "đ" else c) for c in bare if c == "đ" or unicodedata.combining(c)))


def split(name: str) -> tuple[str, str]:
    """Kind and bare name: ``Phường Cái Khế`` is ``("phường", "Cái Khế")``."""
    match = _KIND.match(nfc(name).strip())
    return (match[1].lower(), match[2]) if match else ("", nfc(name).strip())


def _name(
    text: str,
    kind: str,
    code: str,
    why: str,
    district: str = "",
    area: AreaRow | None = None,
    shared: bool = False,
) -> Name:
    words = tuple(re.findall(r"[^\W_]+", fold(text)))
    signs = tuple(marks(word) for word in re.findall(r"[^\W_]+", nfc(text)))
    return Name(words, signs, kind, code, why, district, area, shared)


def bare_district(name: str) -> str:
    """``Quận Ninh Kiều`` as ``ninh kieu``."""
    return fold(_DISTRICT.sub("", name))


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


def build(communes: Iterable[Commune], olds: Iterable[OldUnit], areas: Iterable[AreaRow]) -> Names:
    """Everything one can be called by. Rows that are not trusted are left out."""
    names = Names()
    present: dict[str, str] = {}
    for row in communes:
        kind, bare = split(row.name)
        present[fold(bare)] = row.code
        names.add(_name(bare, kind, row.code, "present name"))
    for old in olds:
        if old.trusted != "yes":
            continue
        kind, bare = split(old.name)
        bare = _ROMAN.get(bare.lower(), bare)
        if present.get(fold(bare)) == old.new_code:
            continue
        shared = fold(bare) in present
        names.add(_name(bare, kind, old.new_code, "old name", bare_district(old.district), shared=shared))
    for area in areas:
        names.add(_name(area.name, "", area.code, "area", area=area))
        for words in area.words:
            if len(fold(words)) >= 4:
                why = "street" if fold(words).startswith(("duong ", "hem ", "lo ")) else "landmark"
                names.add(_name(words, "", area.code, why, area=area))
    return names
