"""Reading and believing a webhook call.

The signature is plain SHA-256 over app id, raw body, time stamp and the account's own secret key, written
``mac=<hex>`` in the documentation and bare in practice; the time stamp stands in the body, some say in a header.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from datetime import datetime, timezone
from typing import Any

from lantoa.delivery.logic.messenger import Call, Garbage, Heard
from lantoa.kit import keys

SIGNATURE = "x-zevent-signature"
STAMP = "x-zevent-timestamp"
PREFIX = re.compile(r"^\s*(?:mac|sha256)\s*=\s*", re.IGNORECASE)
PLAIN_ID = re.compile(r"[\x21-\x7e]{1,120}")
HAS_ID = re.compile(r"(user_send_|oa_send_|anonymous_send_)(?!consent)")
FIRST_MS, LAST_MS = 1_400_000_000_000, 4_000_000_000_000


def hear(call: Call) -> Heard | None:
    """The event's identity. None for the console's probe (an empty body or ``{}``). Raises Garbage."""
    if call.body.strip() in (b"", b"{}"):
        return None
    event = loads(call.body)
    name, message = word(event.get("event_name")), event.get("message")
    message = message if isinstance(message, dict) else {}
    text = message.get("text")
    return Heard(
        app_id=word(event.get("app_id")),
        accounts=_accounts(event, name),
        external_id=_external_id(event, name, message),
        content=_digest(event, "app_id", "user_id_by_app", "timestamp"),
        text=text if isinstance(text, str) else "",
        signature=bool(call.headers.get(SIGNATURE)),
    )


def signed(call: Call, app_id: str, secret: str) -> bool:
    """Whether this secret made the signature; the comparison takes the same time whatever differs."""
    given = PREFIX.sub("", call.headers.get(SIGNATURE, "")).strip().lower().encode("ascii", "replace")
    if not secret or not given:
        return False
    try:
        in_body = word(loads(call.body).get("timestamp"))
    except Garbage:
        return False
    fits = False
    for stamp in (in_body, call.headers.get(STAMP, "")):
        tail = (stamp + secret).encode("utf-8", "replace")
        made = hashlib.sha256(app_id.encode() + call.body + tail).hexdigest()
        fits |= bool(stamp) and hmac.compare_digest(made.encode(), given)
    return fits


def loads(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises Garbage."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Garbage("not JSON") from fault
    if not isinstance(event, dict):
        raise Garbage("not an object")
    return event


def word(value: object) -> str:
    """An id or name as text; numbers are tolerated, anything else is nothing."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int) else ""


def inner(event: dict[str, Any], name: str) -> str:
    """``event[name]["id"]`` as text."""
    part = event.get(name)
    return word(part.get("id")) if isinstance(part, dict) else ""


def moment(stamp: object) -> datetime | None:
    """Milliseconds since 1970, as the sender meant them; None when the number cannot be a time of ours."""
    digits = word(stamp)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 16:
        return None
    number = int(digits) * (1000 if len(digits) == 10 else 1)
    return datetime.fromtimestamp(number / 1000, timezone.utc) if FIRST_MS <= number <= LAST_MS else None


def _accounts(event: dict[str, Any], name: str) -> tuple[str, ...]:
    if word(event.get("oa_id")):
        return (word(event.get("oa_id")),)
    sender, recipient = inner(event, "sender"), inner(event, "recipient")
    if "group" in name:
        return ()
    if name.startswith("oa_"):
        return tuple(filter(None, (sender, recipient)))
    return tuple(filter(None, (recipient, sender))) if recipient else ()


def _external_id(event: dict[str, Any], name: str, message: dict[str, Any]) -> str:
    given = word(message.get("msg_id"))
    if given and HAS_ID.match(name) and PLAIN_ID.fullmatch(given):
        return given
    digest = _digest(event, "app_id", "user_id_by_app")
    return f"{name if re.fullmatch(r'[a-z_]{1,60}', name) else 'event'}:{digest}"


def _digest(event: dict[str, Any], *without: str) -> str:
    rest = {k: v for k, v in event.items() if k not in without}
    return keys.hashed("event/1", json.dumps(rest, sort_keys=True)).hex()[:32]
