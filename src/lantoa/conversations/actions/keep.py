"""Putting a message and its card into rows, sealed under the thread's key."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from lantoa.accounts.models import Staff
from lantoa.conversations.models import Message, Thread
from lantoa.kit import clock
from lantoa.kit.seal import HeldKey

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def drawn_id(length: int = 12) -> str:
    """A random public id without signs that are read wrong."""
    return "".join(secrets.choice(_SIGNS) for _ in range(length))


def message(
    thread: Thread,
    held: HeldKey,
    text: str,
    *,
    direction: str,
    channel: str,
    sent_at: datetime | None = None,
    author: Staff | None = None,
    files: tuple[int, ...] = (),
    found: dict[str, Any] | None = None,
    other_matter: bool = False,
    outbox_key: str = "",
    source: bytes | None = None,
) -> Message:
    """One message row of a thread; the text leaves this function sealed."""
    ref, now = drawn_id(), clock.now()
    return Message.objects.create(
        ref=ref,
        source=source,
        thread=thread,
        direction=direction,
        channel=channel,
        author=author,
        body=held.seal_text(text, row=f"message:{ref}"),
        found=held.seal_text(json.dumps(found, ensure_ascii=False), row=f"found:{ref}") if found else b"",
        files=list(files),
        other_matter=other_matter,
        sent_at=sent_at or now,
        at=now,
        outbox_key=outbox_key,
    )
