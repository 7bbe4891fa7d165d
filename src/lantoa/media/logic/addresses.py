"""Addresses of files that open for ten minutes and only for whom they were written."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime, timedelta

from lantoa.kit import keys

LASTS = timedelta(minutes=10)


class AddressRefused(Exception):
    """Altered, written for somebody else, or older than ten minutes."""


def _mac(ref: str, variant: str, until: int, holder: str) -> str:
    mac = keys.hashed("file-address/1", f"{ref}|{variant}|{until}|{holder}")[:18]
    return base64.urlsafe_b64encode(mac).decode()


def token(ref: str, variant: str, holder: str, now: datetime) -> str:
    """The signed end of an address. ``holder`` names whom it is for: staff by id, a reporter by nothing."""
    until = int((now + LASTS).timestamp())
    return f"{until:x}-{_mac(ref, variant, until, holder)}"


def check(given: str, ref: str, variant: str, holder: str, now: datetime) -> None:
    """Raises AddressRefused."""
    until, _, mac = given.partition("-")
    try:
        moment = int(until, 16)
    except ValueError as fault:
        raise AddressRefused from fault
    if not hmac.compare_digest(mac.encode(), _mac(ref, variant, moment, holder).encode()):
        raise AddressRefused
    if now.timestamp() > moment:
        raise AddressRefused


def span_of(header: str, size: int) -> tuple[int, int] | None:
    """The one span (start, stop) a Range header asks for (RFC 9110, 14.2); None: send everything.

    Raises ValueError when it cannot be given (answer 416). Several spans at once are answered whole.
    """
    unit, _, wanted = header.partition("=")
    if unit.strip() != "bytes" or "," in wanted or "-" not in wanted:
        return None
    first, _, last = wanted.strip().partition("-")
    if not (first or last) or not (first + last).isdecimal():
        return None
    if not first:
        start, stop = max(0, size - int(last)), size
        if int(last) == 0:
            raise ValueError("Nothing asked for.")
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
    if start >= size or stop <= start:
        raise ValueError("Beyond the end.")
    return start, stop
