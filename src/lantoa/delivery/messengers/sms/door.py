"""What the gateway posts: ``{"id", "from", "to", "text", "sent_at"}``, with ``Authorization: Bearer <token>``.

Gateways that do not join long texts add ``ref``, ``part`` and ``parts``; the pieces are joined later.

A repetition is told by ``id`` and content together. A gateway that gives no ``id`` cannot repeat itself: two equal
messages may be one answered too late, or the same cry for help again, and what is shown twice is better than lost.

A sender that is no number (``Unknown``, a name, nothing) cannot be answered; the message is taken all the same, and
says so.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Garbage, Heard, UnknownShape
from lantoa.kit import keys

PLAIN_ID = re.compile(r"[\x21-\x7e]{1,100}")
NOT_A_NUMBER = re.compile(r"[^\d+]")
MOST_PARTS = 40
SAID = ("id", "from", "to", "text", "sent_at", "ref", "part", "parts")
GAP = " [...] "


def hear(call: Call) -> Heard | None:
    """The message's identity. None for an empty probe. Raises Garbage."""
    if call.body.strip() in (b"", b"{}"):
        return None
    said = _loads(call.body)
    if "text" not in said and "from" not in said:
        raise Garbage("from or text is needed")
    return Heard(
        app_id="",
        accounts=(),
        external_id=identity(said),
        content=_digest({name: said.get(name) for name in SAID}),
        text=_text(said),
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
    missing, author = said.get("missing"), number(said.get("from"))
    odd = [f"missing:{missing}"] if isinstance(missing, str) else []
    if not author:
        odd.append(f"sender:{str(said.get('from') or '')[:40]}")
    return Inbound(
        channel="sms",
        external_id=external_id,
        author=author,
        sent_at=moment(said.get("sent_at")),
        text=_text(said),
        bundle=bundle(said) if parts > 1 else "",
        part=part,
        parts=parts,
        odd=tuple(odd),
    )


def join(pieces: Sequence[bytes | None]) -> bytes:
    """One message of all pieces, with a sign for each gap and a word on what is missing."""
    heard = [None if piece is None else _loads(piece) for piece in pieces]
    first = next(said for said in heard if said is not None)
    whole = {name: first.get(name) for name in ("from", "to", "sent_at")}
    whole["text"] = "".join(GAP if said is None else _text(said) for said in heard).strip()
    if None in heard:
        gaps = ", ".join(str(place) for place, said in enumerate(heard, start=1) if said is None)
        whole["missing"] = f"{gaps}/{len(heard)}"
    return json.dumps(whole).encode()


def identity(said: dict[str, Any]) -> str:
    """The gateway's id, else one nobody else has; a piece is found by its bundle and place."""
    part, parts = pieces(said)
    if said.get("id") in (None, ""):
        own = secrets.token_hex(16)
    else:
        given = said["id"]
        plain = isinstance(given, str | int) and PLAIN_ID.fullmatch(str(given))
        own = str(given) if plain else "sms:" + _digest(given)
    return f"{bundle(said)}:{part}:{_digest(own)[:16]}" if parts > 1 else own


def bundle(said: dict[str, Any]) -> str:
    """The same for all pieces of one text, and for those of another one that uses its reference again."""
    return "parts:" + _digest([number(said.get("from")) or said.get("from"), str(said.get("ref")), pieces(said)[1]])


def _text(said: dict[str, Any]) -> str:
    """The words; what a gateway gives that is no text is shown as it came, nothing at all is an empty message."""
    given = said.get("text")
    if given is None or isinstance(given, str):
        return given or ""
    return json.dumps(given, ensure_ascii=False)


def _digest(of: object) -> str:
    return keys.hashed("event/1", json.dumps(of, sort_keys=True)).hex()[:32]


def pieces(said: dict[str, Any]) -> tuple[int, int]:
    """Which piece of how many; anything odd is a whole message."""
    part, parts = _count(said.get("part")), _count(said.get("parts"))
    if said.get("ref") is None or not 1 <= part <= parts <= MOST_PARTS:
        return 1, 1
    return part, parts


def _count(given: object) -> int:
    """A small number, also where a gateway writes it as text; 0 for anything else."""
    digits = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 3 else 0


def number(given: object) -> str:
    """A phone number without the signs between its digits."""
    found = NOT_A_NUMBER.sub("", str(given)) if isinstance(given, str | int) else ""
    return found if 3 <= len(found) <= 20 else ""


def moment(given: object) -> datetime | None:
    """ISO 8601, or milliseconds since 1970; None for what is no time at all."""
    try:
        if isinstance(given, int):
            found = datetime.fromtimestamp(given / 1000, timezone.utc)
        else:
            found = datetime.fromisoformat(str(given))
        found = (found if found.tzinfo else found.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None
    return found if 1900 < found.year < 2200 else None


def _loads(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Garbage("not JSON") from fault
    if not isinstance(said, dict):
        raise Garbage("not an object")
    return said
