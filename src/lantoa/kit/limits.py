"""Counting tries without keeping who tried: keyed hashes in the cache, gone with their minutes."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from lantoa.kit import clock, keys

_DAY = 24 * 3600


def _entry(purpose: str, value: str, minutes: int) -> str:
    slot = int(clock.now().timestamp()) // (minutes * 60)
    return f"limit:{keys.hashed(purpose, f'{slot}:{value}').hex()}"


def count(purpose: str, value: str, *, minutes: int) -> int:
    """Count one more try for this value and return how many there were in this span of minutes."""
    entry = _entry(purpose, value, minutes)
    cache.add(entry, 0, timeout=minutes * 60)
    try:
        return cache.incr(entry)
    except ValueError:  # the entry fell out of the cache between the two calls
        cache.set(entry, 1, timeout=minutes * 60)
        return 1


def counted(purpose: str, value: str, *, minutes: int) -> int:
    """How many tries were counted in this span, without counting one."""
    return int(cache.get(_entry(purpose, value, minutes), 0))


def forget(purpose: str, value: str, *, minutes: int) -> None:
    """Begin again at nothing."""
    cache.delete(_entry(purpose, value, minutes))


def _day_key() -> bytes:
    label = f"pace-key:{clock.today()}"
    made = secrets.token_bytes(32)
    return bytes(cache.get_or_set(label, made, timeout=_DAY) or made)


def caller(request: HttpRequest) -> str:
    """Whoever asks, as a hash of the network address under a key that lives a day in the cache and nowhere else."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_HEADER:
        address = request.headers.get(settings.PROXY_HEADER, address).rpartition(",")[2].strip()
    return hmac.digest(_day_key(), address.encode(), hashlib.sha256).hex()
