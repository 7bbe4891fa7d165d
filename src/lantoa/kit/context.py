"""What the two frames need on every page. Reads no session and no database: public pages have neither."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from lantoa.kit import display, duty


def _carried(request: HttpRequest) -> str:
    """The query that links of public pages carry: another language, and on report routes the display choice."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    parts = [f"lang={language}"] if language != settings.LANGUAGE_CODE else []
    if display.is_quiet(request.path):
        parts += [part for part in [display.of(request).query.removeprefix("?")] if part]
    return f"?{'&'.join(parts)}" if parts else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Display choice, the demonstration mark and the number of the duty desk."""
    return {
        "display": display.of(request),
        "quiet": display.is_quiet(request.path),
        "carry": _carried(request),
        "demonstration": settings.DEMONSTRATION,
        "duty_phone": duty.known(),
    }
