"""Messages on staff pages: ``{% load said %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.conversations.logic.marks import Piece, pieces
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.sealed import Said

register = template.Library()

LOOKS = {"out": "me", "auto": "me auto", "note": "memo"}


@register.filter
def look_of(direction: str) -> str:
    """The classes of a message by who it comes from; one that came in has none of its own."""
    return LOOKS.get(direction, "")


@register.simple_tag
def words_of(one: Said, *, thread: Thread) -> SafeString:
    """The text of a message, with chips for plates and phones and marks on the words that counted."""
    found: dict[str, Any] = one.found
    parts = pieces(
        one.text,
        found_plates=found.get("plates", ()),
        found_phones=found.get("phones", ()),
        words=found.get("words", ()),
    )
    return format_html_join("", "{}", ((_shown(piece, one, thread),) for piece in parts))


def _shown(piece: Piece, one: Said, thread: Thread) -> SafeString:
    """One piece; pieces touch, so nothing but the piece comes out."""
    if not piece.what:
        return SafeString(linebreaksbr(piece.text))
    if piece.what == "word":
        return format_html("<mark>{}</mark>", piece.text)
    chip = get_template("conversations/_sealed_chip.html")
    return SafeString(chip.render({"thread": thread, "message": one.message, "piece": piece}).strip())
