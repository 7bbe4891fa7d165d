"""A text as words and sentences, with what tells a name from another word. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lantoa.kit.fold import fold, has_marks, nfc

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text in their order: as written, folded, and by sentence."""

    plain: tuple[str, ...]
    written: tuple[str, ...]
    sentence: tuple[int, ...]
    marked: bool
    where: Mapping[str, list[int]]

    def same(self, at: int, part: str) -> bool:
        """With marks a name must be written as it is; without marks, or with a capital, letters are enough."""
        if not 0 <= at < len(self.plain) or self.plain[at] != fold(part):
            return False
        word = self.written[at]
        return not self.marked or word.casefold() == part.casefold() or (word[0].isupper() and not has_marks(word))

    def alike(self, at: int, part: str) -> bool:
        """Of a whole name: each word as it is, or without marks."""
        return self.same(at, part) or (
            0 <= at < len(self.plain) and self.plain[at] == fold(part) and not has_marks(self.written[at])
        )

    def capital(self, at: int) -> bool:
        """Whether there is such a word, written large."""
        return 0 <= at < len(self.written) and self.written[at][0].isupper()

    def before(self, at: int, many: int) -> str:
        """The words before in the same sentence, a blank before each."""
        here = self.sentence[at]
        return "".join(f" {self.plain[i]}" for i in range(max(0, at - many), at) if self.sentence[i] == here)

    def after(self, at: int, many: int) -> str:
        """The words after in the same sentence, a blank behind each."""
        here, end = self.sentence[at], min(len(self.plain), at + 1 + many)
        return "".join(f"{self.plain[i]} " for i in range(at + 1, end) if self.sentence[i] == here)

    def next_sentence(self, at: int) -> str:
        """The beginning of the sentence that follows."""
        wanted = self.sentence[at] + 1
        return "".join(f"{word} " for word, n in zip(self.plain[at:], self.sentence[at:], strict=True) if n == wanted)

    def around(self, at: int, before: int, after: int) -> str:
        """The words around, blanks at both ends."""
        return f" {' '.join(self.plain[max(0, at - before) : at + after])} "


def worded(text: str) -> Wording:
    """Read a text into its words."""
    clean = nfc(text)
    found = list(WORD.finditer(clean))
    written = tuple(one.group() for one in found)
    plain = tuple(fold(word) for word in written)
    where: dict[str, list[int]] = {}
    sentence: list[int] = []
    now = 0
    for at, word in enumerate(plain):
        where.setdefault(word, []).append(at)
        gap = clean[found[at - 1].end() : found[at].start()] if at else ""
        ends = any(sign in gap for sign in "!?;\n…") or (":" in gap and plain[at - 1] != "gui")
        now += ends or ("." in gap and gap != ".")  # a dot without a blank belongs to short forms: *N.V.*, *đ.c*
        sentence.append(now)
    return Wording(plain, written, tuple(sentence), has_marks(text), where)
