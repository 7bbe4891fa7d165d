"""Counting tries without keeping who tried: keyed hashes in a fixed piece of memory, gone with their minutes.

The one place for limits. Counts are shared by all processes of the house, nobody outside can flush them, and a count is
never too low (``counters``).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lantoa.kit import clock, keys
from lantoa.kit.counters import Counters

_counters: Counters | None = None


def use(place: str) -> None:
    """Count in this memory from now on: an open file of the parent, or, when empty, this process alone."""
    global _counters
    _counters = Counters(place)


def _held() -> Counters:
    if _counters is None:
        use(os.environ.get("LANTOA_COUNTERS", ""))
    assert _counters is not None
    return _counters


def _now() -> int:
    return int(clock.now().timestamp())


def _place(purpose: str, value: str) -> tuple[int, bytes]:
    return keys.hashed(purpose, "region")[0], keys.hashed(purpose, value)


def _span(value: str, minutes: int) -> tuple[str, int]:
    slot = _now() // (minutes * 60)
    return f"{slot}:{value}", (slot + 1) * minutes * 60


def count(purpose: str, value: str, *, minutes: int) -> int:
    """Count one more try for this value and return how many there were in this span of minutes.

    Count first and decide on the answer: whoever asks ``counted`` first lets everybody through who comes at once.
    """
    named, until = _span(value, minutes)
    return _held().add(*_place(purpose, named), now=_now(), until=until)


def counted(purpose: str, value: str, *, minutes: int) -> int:
    """How many tries were counted in this span, without counting one."""
    named, _until = _span(value, minutes)
    return _held().read(*_place(purpose, named), now=_now())


def forget(purpose: str, value: str, *, minutes: int) -> None:
    """Begin again at nothing; nobody else's tries are lowered by it."""
    named, until = _span(value, minutes)
    _held().forget(*_place(purpose, named), now=_now(), until=until)


def once(purpose: str, value: str, *, until: datetime) -> bool:
    """True the first time this value is brought before ``until`` (at most a day away), false ever after."""
    return _held().add(*_place(purpose, value), now=_now(), until=int(until.timestamp()) + 1) == 1


def network(address: str) -> str:
    """Whose address this is: IPv6 by its first 64 bits, which one household changes within at will."""
    try:
        held = ipaddress.ip_address(address.strip().strip("[]").partition("%")[0])
    except ValueError:
        return address
    if isinstance(held, ipaddress.IPv6Address):
        if held.ipv4_mapped is None:
            return str(ipaddress.ip_network((held, 64), strict=False))
        return str(held.ipv4_mapped)
    return str(held)


def network_of(meta: Mapping[str, Any]) -> str:
    """Whose request this is, by the connection or by what our own proxy wrote last. Only for as long as it lasts."""
    address = str(meta.get("REMOTE_ADDR", ""))
    if settings.PROXY_HEADER:
        name = "HTTP_" + settings.PROXY_HEADER.upper().replace("-", "_")
        address = str(meta.get(name, address)).rpartition(",")[2].strip()
    return network(address)


def caller(request: HttpRequest) -> str:
    """Whoever asks, as a hash of the network under a key that lives a day in shared memory and nowhere else."""
    key = _held().day_key(clock.today().toordinal())
    return hmac.digest(key, network_of(request.META).encode(), hashlib.sha256).hex()
