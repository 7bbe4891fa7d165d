"""What the two frames need on every page. Reads no session and no database: public pages have neither."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lantoa.kit import display


def frame(request: HttpRequest) -> dict[str, Any]:
    """Display choice, the demonstration mark and the number of the duty desk."""
    return {
        "display": display.of(request),
        "quiet": display.is_quiet(request.path),
        "demonstration": settings.DEMONSTRATION,
        "duty_phone": settings.DUTY_PHONE,
    }
