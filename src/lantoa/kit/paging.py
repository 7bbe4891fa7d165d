"""Keyset pages: the next page starts after the last row seen, so its cost does not grow with depth.

A cursor is sealed: it shows no arrival number, and one made for another list (or other desks) does
not open here.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Q

from lantoa.kit.keys import purpose_key
from lantoa.kit.seal import HeldKey, SealBroken

Row = TypeVar("Row")
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page, and the cursor of the next older one (empty at the end)."""

    rows: list[Row]
    older: str


def sealed(list_name: str, place: Place) -> str:
    """A cursor for this list: text that may stand in an address."""
    return urlsafe_b64encode(_key().seal(json.dumps(place).encode(), row=list_name)).decode().rstrip("=")


def opened(list_name: str, cursor: str) -> Place | None:
    """The place a cursor stands for; None (the first page) when it is empty, altered or of another list."""
    if not cursor or len(cursor) > 300:
        return None
    try:
        plain = _key().unseal(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), row=list_name)
        return tuple(int(number) for number in json.loads(plain))
    except (SealBroken, ValueError, TypeError):
        return None


def after(place: Place, *fields: str) -> Q:
    """Rows after ``place`` in this order; a leading minus means descending. Keeps the index usable:
    the first field is bounded alone, the rest decides among its equals."""
    rest = Q()
    for field, value in reversed(list(zip(fields, place, strict=True))):
        name, word = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        beyond = Q(**{f"{name}__{word}": value})
        rest = beyond if not rest else Q(**{f"{name}__{word}e": value}) & (beyond | rest)
    return rest


def cut(rows: Sequence[Row], size: int, list_name: str, place_of: Callable[[Row], Place]) -> Page[Row]:
    """Make a page of rows fetched with a limit of ``size + 1``: the surplus row only says that there is more."""
    kept = list(rows[:size])
    return Page(kept, sealed(list_name, place_of(kept[-1])) if len(rows) > size else "")


def _key() -> HeldKey:
    return HeldKey(0, purpose_key("cursor/1"))
