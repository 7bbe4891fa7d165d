"""Messages on staff pages: ``{% load said %}``."""

from __future__ import annotations

from typing import Any

from django import template

from lantoa.conversations.logic.marks import Piece, pieces
from lantoa.conversations.queries.sealed import Said

register = template.Library()

LOOKS = {"out": "me", "auto": "me auto", "note": "memo"}


@register.filter
def look_of(direction: str) -> str:
    """The classes of a message by who it comes from; one that came in has none of its own."""
    return LOOKS.get(direction, "")


@register.filter
def pieces_of(one: Said) -> list[Piece]:
    """The text of a message, with chips for plates and phones and marks on the words that counted."""
    found: dict[str, Any] = one.found
    return pieces(
        one.text,
        found_plates=found.get("plates", ()),
        found_phones=found.get("phones", ()),
        words=found.get("words", ()),
    )
