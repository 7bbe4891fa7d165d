"""Slots: named places on a page that apps of upper floors fill, so that lower pages know none of them.

``web/wiring.py`` fills them once at start. A filler gets the acting person and ids, and returns a
piece of page. One that fails shows one line; the page around it stands.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Filler = Callable[..., SafeString]

log = logging.getLogger("lantoa.slots")
_filled: dict[str, list[Filler]] = {}


def fill(name: str, filler: Filler) -> None:
    """Put a piece into a named place; several stand in the order they were filled. Twice is once."""
    fillers = _filled.setdefault(name, [])
    if filler not in fillers:
        fillers.append(filler)


def clear(name: str) -> None:
    """Empty a place (for tests)."""
    _filled.pop(name, None)


def render(name: str, actor: Any, **ids: Any) -> SafeString:
    """All pieces of one place. Never raises: the class of a failure goes to the log, its text never does."""
    return mark_safe("".join(_piece(name, filler, actor, ids) for filler in _filled.get(name, ())))  # noqa: S308


def _piece(name: str, filler: Filler, actor: Any, ids: dict[str, Any]) -> str:
    try:
        return filler(actor, **ids)
    except Exception as fault:
        log.error("slot %s: %s in %s", name, type(fault).__name__, filler.__module__)
        return format_html('<p class="note small">{}</p>', _("Phần này chưa tải được. Các phần khác vẫn dùng được."))
