"""What the gateway posts: ``{"id", "from", "to", "text", "sent_at"}``, with ``Authorization: Bearer <token>``.

Gateways that do not join long texts add ``ref``, ``part`` and ``parts``; the pieces are joined later.
"""

from __future__ import annotations

import hmac
import json
import re
from datetime import datetime, timezone
from typing import Any

from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Garbage, Heard, UnknownShape
from lantoa.kit import keys

PLAIN_ID = re.compile(r"[\x21-\x7e]{1,100}")
NOT_A_NUMBER = re.compile(r"[^\d+]")
MOST_PARTS = 40


def hear(call: Call) -> Heard | None:
    """The message's identity. None for an empty probe. Raises Garbage."""
    if call.body.strip() in (b"", b"{}"):
        return None
    said = _loads(call.body)
    if not isinstance(said.get("text"), str) or not number(said.get("from")):
        raise Garbage("from and text are needed")
    return Heard(
        app_id="",
        accounts=(),
        external_id=identity(said),
        text=str(said["text"]),
        sent_at=moment(said.get("sent_at")),
        signature=call.headers.get("authorization", "").lower().startswith("bearer "),
    )


def signed(call: Call, secret: str) -> bool:
    """Whether the call shows this account's token."""
    given = call.headers.get("authorization", "")[len("bearer ") :].strip()
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())


def parse(body: bytes, external_id: str) -> Inbound:
    """The message, perhaps a piece of one. Raises UnknownShape."""
    try:
        said = _loads(body)
    except Garbage as fault:
        raise UnknownShape("json") from fault
    part, parts = pieces(said)
    return Inbound(
        channel="sms",
        external_id=external_id,
        author=number(said.get("from")),
        sent_at=moment(said.get("sent_at")),
        text=str(said.get("text") or ""),
        bundle=bundle(said) if parts > 1 else "",
        part=part,
        parts=parts,
    )


def identity(said: dict[str, Any]) -> str:
    """The gateway's id, or a keyed hash of the message; a piece is told by its bundle and place."""
    part, parts = pieces(said)
    if parts > 1:
        return f"{bundle(said)}:{part}"
    given = said.get("id")
    if isinstance(given, str | int) and PLAIN_ID.fullmatch(str(given)):
        return str(given)
    return "sms:" + keys.hashed("event/1", json.dumps(said, sort_keys=True, default=str)).hex()[:32]


def bundle(said: dict[str, Any]) -> str:
    """The same for all pieces of one text."""
    mark = [number(said.get("from")), str(said.get("ref")), pieces(said)[1]]
    return "parts:" + keys.hashed("event/1", json.dumps(mark)).hex()[:32]


def pieces(said: dict[str, Any]) -> tuple[int, int]:
    """Which piece of how many; anything odd is a whole message."""
    part, parts = said.get("part"), said.get("parts")
    if said.get("ref") is None or not isinstance(part, int) or not isinstance(parts, int):
        return 1, 1
    return (part, parts) if 1 <= part <= parts <= MOST_PARTS else (1, 1)


def number(given: object) -> str:
    """A phone number without the signs between its digits."""
    found = NOT_A_NUMBER.sub("", str(given)) if isinstance(given, str | int) else ""
    return found if 3 <= len(found) <= 20 else ""


def moment(given: object) -> datetime | None:
    """ISO 8601, or milliseconds since 1970."""
    try:
        if isinstance(given, int):
            return datetime.fromtimestamp(given / 1000, timezone.utc)
        found = datetime.fromisoformat(str(given))
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def _loads(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Garbage("not JSON") from fault
    if not isinstance(said, dict):
        raise Garbage("not an object")
    return said
