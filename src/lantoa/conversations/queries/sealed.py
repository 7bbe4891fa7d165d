"""From a row to its text: keys are fetched for a whole page in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.urls import reverse

from lantoa.conversations.logic import odd
from lantoa.conversations.models import Correspondent, Message, Thread
from lantoa.kit.seal import HeldKey
from lantoa.media import queries as media
from lantoa.vault import queries as vault

GONE = "(đã xóa)"


@dataclass(slots=True)
class Card:
    """A row of a list in the open: the thread and what may be read of it."""

    thread: Thread
    excerpt: str
    title: str
    place: str


@dataclass(slots=True)
class Said:
    """A message in the open."""

    message: Message
    text: str
    found: dict[str, Any] = field(default_factory=dict)
    files: list[media.Shown] = field(default_factory=list)

    @property
    def odd(self) -> list[str]:
        """What a reader should know of how it came, in sentences."""
        return odd.words(self.found.get("odd", ()))


def _text(held: HeldKey | None, envelope: bytes | memoryview | None, row: str) -> str:
    if not envelope:
        return ""
    return held.unseal_text(bytes(envelope), row=row) if held else GONE


def cards(threads: Iterable[Thread]) -> list[Card]:
    """The rows of one page, opened; a destroyed thread shows only that it was destroyed."""
    rows = list(threads)
    held = vault.hold_many(t.key for t in rows)
    return [
        Card(
            t,
            _text(held.get(t.key), t.excerpt, f"excerpt:{t.public_id}"),
            _text(held.get(t.key), t.title, f"title:{t.public_id}"),
            _text(held.get(t.key), t.place, f"place:{t.public_id}"),
        )
        for t in rows
    ]


def card(thread: Thread) -> Card:
    """One row, opened."""
    return cards([thread])[0]


def wishes(thread: Thread) -> dict[str, str]:
    """How and when the person may be answered, and who must not notice."""
    held = vault.hold_many([thread.key]).get(thread.key)
    raw = _text(held, thread.wishes, f"wishes:{thread.public_id}")
    return dict(json.loads(raw)) if raw and held else {}


def _original(public_id: str, ref: str) -> str:
    return reverse("thread-file", args=[public_id, ref])


def said(thread: Thread, *, notes: bool, holder: str = "") -> list[Said]:
    """All messages of a thread in order, opened; ``notes`` adds what colleagues wrote to each other.

    Files come with addresses of ten minutes for the member of staff ``holder``, or (empty) for the reporter.
    """
    held = vault.hold_many([thread.key]).get(thread.key)
    rows = thread.messages.select_related("author").order_by("id")
    if not notes:
        rows = rows.exclude(direction="note")
    found = [opened(row, held) for row in rows]
    files = media.files_by_id(pk for one in found for pk in one.message.files)
    for one in found:
        held_files = [files[pk] for pk in one.message.files if pk in files]
        one.files = media.shown(held_files, holder, partial(_original, thread.public_id) if holder else None)
    return found


def opened(message: Message, held: HeldKey | None) -> Said:
    """One message with its key in hand."""
    found = _text(held, message.found, f"found:{message.ref}")
    return Said(
        message,
        _text(held, message.body, f"message:{message.ref}"),
        dict(json.loads(found)) if found and held else {},
    )


def texts_of(threads: Iterable[Thread]) -> dict[int, str]:
    """By thread number, everything that was said in it, in three statements whatever the number."""
    rows = list(threads)
    held = vault.hold_many(t.key for t in rows)
    parts: dict[int, list[str]] = {t.n: [] for t in rows}
    for one in cards(rows):
        parts[one.thread.n] += [one.title, one.place]
    keys = {t.n: held.get(t.key) for t in rows}
    for row in Message.objects.filter(thread__in=parts).exclude(direction="note").only("ref", "body", "thread_id"):
        parts[row.thread_id].append(_text(keys[row.thread_id], row.body, f"message:{row.ref}"))
    return {n: "\n".join(some) for n, some in parts.items()}


def told_in(threads: Iterable[Thread]) -> dict[int, str]:
    """By thread number, what came from the person who told, in two statements whatever the number."""
    rows = list(threads)
    held = vault.hold_many(t.key for t in rows)
    keys = {t.n: held.get(t.key) for t in rows}
    parts: dict[int, list[str]] = {t.n: [] for t in rows}
    for row in Message.objects.filter(thread__in=parts, direction="in").only("ref", "body", "thread_id").order_by("pk"):
        parts[row.thread_id].append(_text(keys[row.thread_id], row.body, f"message:{row.ref}"))
    return {n: "\n".join(some) for n, some in parts.items()}


def address_of(correspondent: Correspondent) -> str:
    """The address to answer to, for the way out only: no page shows it. Empty once destroyed."""
    if not correspondent.address:
        return ""
    held = vault.hold_many([correspondent.person_key]).get(correspondent.person_key)
    return _text(held, correspondent.address, f"address:{correspondent.address_hash.hex()}") if held else ""
