"""Who acts, and how a line is written down for sealing.

An actor is made once at a door, handed down as ``by=``, and the only thing rules ask.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a kind, an opaque id, the unit acted for, and what they may do.

    ``kind`` is ``staff``, ``reporter``, ``messenger`` or ``house``; ``id`` never is a name;
    ``powers`` are the words of ``accounts.logic``; ``desks`` the desks whose threads they may see,
    except those that speak of themselves (``kept_from``, numbers of threads).
    """

    kind: str
    id: str
    unit: int | None = None
    powers: frozenset[str] = field(default_factory=frozenset)
    desks: tuple[int, ...] = ()
    kept_from: frozenset[int] = frozenset()

    def may(self, power: str) -> bool:
        """Whether this power was given at the door."""
        return power in self.powers


HOUSE = Actor("house", "house", None, frozenset({"house"}))
"""The program itself: clocks, sweeps, automatic texts."""

REPORTER_POWERS = frozenset({"reporter"})


def reporter(public_id: str) -> Actor:
    """Whoever holds a receipt or writes from a messenger: known by the thread's public id only."""
    return Actor("reporter", public_id, None, REPORTER_POWERS)


# --- what a line must say ---------------------------------------------------------------------

_AT_A_UNIT = frozenset({"thread", "tip", "ring", "call"})
_OF_A_THREAD = _AT_A_UNIT | {"file", "files", "opening", "identity"}
_SAYS_IT_ALL = frozenset(
    {
        "call.taken", "journal.read", "journal.verified", "message.emptied", "message.given_up", "post.tried_again",
        "sessions.ended", "thread.assigned", "thread.closed", "thread.destroyed", "thread.entitled", "thread.opened",
        "thread.reopened",
        "thread.waits", "thread.waits_no_more", "thread.withdrawn", "threads.searched", "threads.searched_by_number",
    }
)  # fmt: skip
_OF_MANY = frozenset({"message.given_up", "post.tried_again"})


def missing(verb: str, *, unit: int | None, thread: int | None, about: str) -> list[str]:
    """Which of its fields a line with this verb (``noun.past``) must have and has not: what happened to nothing,
    nowhere or in no matter cannot be traced."""
    noun = verb.partition(".")[0]
    wanted = {
        "thread": noun in _OF_A_THREAD and thread is None,
        "unit": noun in _AT_A_UNIT and unit is None,
        "about": verb not in _SAYS_IT_ALL and not about,
    }
    return [] if verb in _OF_MANY else [name for name, lacks in wanted.items() if lacks]


# --- the chain --------------------------------------------------------------------------------

MARK = 8  # bytes of a line's own mark; 64 bits under a key nobody in the database has
_ENTRY = struct.Struct(f">q{MARK}s")


def _part(value: object) -> bytes:
    """One field with its length before it, so that no two different lines read the same."""
    if value is None:
        return b"-"
    if isinstance(value, datetime):
        value = value.astimezone(timezone.utc).isoformat()
    data = bytes(value) if isinstance(value, bytes | bytearray | memoryview) else str(value).encode()
    return b"%d:" % len(data) + data


def mark_of(key: bytes, fields: Sequence[object]) -> bytes:
    """The mark of one line: a keyed hash over all its fields in their order."""
    return hmac.digest(key, b"line" + b"".join(_part(value) for value in fields), hashlib.sha256)[:MARK]


def pack(entries: Sequence[tuple[int, bytes]]) -> bytes:
    """Ids and marks of a batch in one value."""
    return b"".join(_ENTRY.pack(pk, mark) for pk, mark in entries)


def unpack(marks: bytes) -> Iterator[tuple[int, bytes]]:
    """The pairs again; a tail that is no whole pair is left out (the chain has already failed then)."""
    whole = len(marks) - len(marks) % _ENTRY.size
    yield from _ENTRY.iter_unpack(marks[:whole])


def chained(key: bytes, number: int, before: bytes, marks: bytes) -> bytes:
    """The head after one more batch."""
    return hmac.digest(key, b"seal%d:" % number + before + marks, hashlib.sha256)
