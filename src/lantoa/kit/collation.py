"""Names in the order a Vietnamese reader looks them up; the same on both databases, which both sort otherwise.

Letters come first (a ă â b c d đ e ê ...), tones only between names of the same letters (ngang, huyền, hỏi, ngã, sắc,
nặng), capitals last. Figures count as numbers: *Khu vực 2* stands before *Khu vực 10*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator

from lantoa.kit.fold import nfc

Key = tuple[Any, ...]
Row = TypeVar("Row")

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PART = re.compile(r"[0-9]+|[^0-9]+")


def _letter(char: str) -> tuple[int, int]:
    """Place in the alphabet and tone of one small letter; signs stand before letters, foreign letters behind."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    bare = nfc("".join(mark for mark in marks if mark not in _TONES))
    return (_LETTERS.get(bare, 1000 + ord(bare[:1] or " ")) if bare.isalpha() else 0), tone


def name_key(name: str) -> Key:
    """The key of any name: letters word by word, then tones, then the name as it is written."""
    words: list[Any] = []
    tones: list[int] = []
    for word in nfc(name).lower().split():
        parts: list[tuple[int, ...]] = []
        for part in _PART.findall(word):
            if part.isdecimal():
                parts.append((0, int(part)))
                continue
            read = [_letter(char) for char in part]
            parts.append((1, *(place for place, _tone in read)))
            tones += [tone for _place, tone in read]
        words.append(tuple(parts))
    return (tuple(words), tuple(tones), name)


def person_key(name: str) -> Key:
    """The key of a person: by the given name, which stands last, then by the rest, as registers in Vietnam do."""
    *rest, given = name.split() or [""]
    return (name_key(given), name_key(" ".join(rest)))


def of_name(row: Any) -> Key:
    """The key of a row that has a name."""
    return name_key(row.name)


def of_person(row: Any) -> Key:
    """The key of a row that is a person."""
    return person_key(row.name)


def by_name(rows: Iterable[Row], key: Callable[[Any], Key] = of_name) -> list[Row]:
    """The rows in order."""
    return sorted(rows, key=key)


def by_person(rows: Iterable[Row]) -> list[Row]:
    """People in order."""
    return sorted(rows, key=of_person)


class _InOrder(ModelChoiceIterator):  # type: ignore[type-arg]  # no generic when it runs
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in self.field.offered:  # type: ignore[attr-defined]
            yield self.choice(row)


class NameChoiceField(ModelChoiceField):  # type: ignore[type-arg]  # the same
    """A select that offers its rows in order."""

    iterator = _InOrder

    def __init__(self, *args: Any, key: Callable[[Any], Key] = of_name, **kwargs: Any) -> None:
        self.key = key
        super().__init__(*args, **kwargs)

    @property
    def offered(self) -> list[Any]:
        """The rows in order, for a page that writes its select itself."""
        return by_name(() if self.queryset is None else self.queryset, self.key)
