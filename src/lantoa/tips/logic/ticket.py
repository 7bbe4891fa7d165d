"""The one sealed field in which a form carries its answers: no cookie, no session, no row.

Sealed and not only signed, because the answers name places and people; bound to a purpose, so that the
field of one page is worth nothing on another; good for a limited time.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from datetime import timedelta
from typing import Any

from lantoa.kit import clock, keys
from lantoa.kit.seal import HeldKey, SealBroken

_MOST = 400_000


class TicketClosed(Exception):
    """The field is older than its time: the page was left open for long."""


class TicketBroken(Exception):
    """The field is not one of ours for this purpose."""


def _key() -> HeldKey:
    return HeldKey(0, keys.purpose_key("ticket/1"))


def seal(purpose: str, held: dict[str, Any], *, lasts: timedelta) -> str:
    """Answers as one field of text."""
    until = int((clock.now() + lasts).timestamp())
    packed = zlib.compress(json.dumps({"until": until, "held": held}, ensure_ascii=False).encode(), 6)
    return base64.urlsafe_b64encode(_key().seal(packed, row=f"ticket:{purpose}")).decode()


def unseal(purpose: str, field: str) -> dict[str, Any]:
    """The answers again. Raises TicketClosed, TicketBroken."""
    if not field or len(field) > _MOST:
        raise TicketBroken
    try:
        packed = _key().unseal(base64.urlsafe_b64decode(field.encode("ascii")), row=f"ticket:{purpose}")
    except (SealBroken, binascii.Error, UnicodeEncodeError, ValueError) as fault:
        raise TicketBroken from fault
    content = json.loads(zlib.decompress(packed))
    if clock.now().timestamp() > content["until"]:
        raise TicketClosed
    return dict(content["held"])
