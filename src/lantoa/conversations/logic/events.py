"""The mark by which an event is found again: the same for every door, reader and repetition."""

from __future__ import annotations

from lantoa.kit import keys


def source_of(channel: str, account: int | None, event: str, content: str = "") -> bytes:
    """Keyed hash of an event: the same one has the same channel, account, id and content (``Inbound.content``)."""
    said = f"|{content}" if content else ""
    return keys.hashed("source/1", f"{channel}|{account or ''}|{event}{said}")
