"""The number of the duty desk as this process read it last: pages that must stand without a database say it too."""

from __future__ import annotations

from django.conf import settings

_held: list[str] = []


def remember(number: str) -> None:
    """The one city's number, or empty where nobody wrote it down or there are several."""
    _held[:] = [number]


def known() -> str:
    """What was read last, else the setting, else empty: then pages say 113."""
    return (_held[0] if _held else "") or settings.DUTY_PHONE


def forget() -> None:
    """Know nothing again."""
    _held.clear()
