"""Making and destroying keys.

A destroyed key's mark is also appended to a file outside the database: a backup from before would bring the key
back, and ``replay_destroyed`` takes it out again before the house serves (architecture of trust, docs/deploy.md).
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, seal
from lantoa.kit.seal import HeldKey
from lantoa.kit.sqlite.log import cut_log
from lantoa.vault.models import Key
from lantoa.vault.queries.held import hold, wrapping

_CHUNK = 500
_WIPE_EVERY = 1.0
_last_wipe = -_WIPE_EVERY


def new_key(kind: str) -> HeldKey:
    """A fresh key, wrapped and stored in the caller's transaction (``thread``, ``person``, ``file``)."""
    key = seal.new_key()
    row = Key.objects.create(
        kind=kind, wrapped=wrapping().seal(key, row=f"key:{kind}"), mark=secrets.token_hex(8), made_on=clock.today()
    )
    return HeldKey(row.pk, key)


def labelled_key(kind: str, label: str) -> HeldKey:
    """The one key of a day (``day``, ``"inbox 2026-10-15"``) or purpose, made when first asked for."""
    row = Key.objects.filter(label=label).only("pk").first()
    if row is None:
        wrapped = wrapping().seal(seal.new_key(), row=f"key:{kind}")
        fresh = {"kind": kind, "wrapped": wrapped, "mark": secrets.token_hex(8), "made_on": clock.today()}
        row, _ = Key.objects.get_or_create(label=label, defaults=fresh)
    return hold(row.pk)


def destroyed_file() -> Path:
    """Where destroyed keys are listed outside the database: beside the key file, never in a backup."""
    return Path(settings.KEY_FILE).with_name("destroyed-keys.txt")


def _append(marks: Iterable[tuple[int, str]]) -> None:
    path = destroyed_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    torn = path.exists() and not path.read_bytes().endswith(b"\n")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as out:
        out.write("\n" if torn else "")  # a line that a power cut left half must not swallow the next
        out.writelines(f"{pk} {mark} {clock.today()}\n" for pk, mark in marks)
        out.flush()
        os.fsync(out.fileno())


def listed() -> set[tuple[int, str]]:
    """Ids and marks in the file. A torn last line (a power cut) is left out: ``note_destroyed`` writes it again."""
    try:
        lines = destroyed_file().read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return set()
    found = (line.split() for line in lines)
    return {
        (int(words[0]), words[1]) for words in found if len(words) > 1 and words[0].isdigit() and len(words[1]) == 16
    }


@dataclass(frozen=True, slots=True)
class ListOfDestroyed:
    """What a backup notes of the list outside, to know it again: how many keys, the newest, and its day."""

    count: int
    newest: str
    day: str = ""


def list_of_destroyed() -> ListOfDestroyed | None:
    """The list beside the key file; None when there is none, as on a machine to which only the key file was brought."""
    path = destroyed_file()
    if not path.exists():
        return None
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    whole = [words for words in lines if len(words) > 1 and len(words[1]) == 16]
    if not whole:
        return ListOfDestroyed(0, "")
    return ListOfDestroyed(len(listed()), " ".join(whole[-1][:2]), " ".join(whole[-1][2:]))


def begin_list() -> ListOfDestroyed:
    """The list, an empty one if nothing was destroyed yet: so that a missing list never means *nothing destroyed*."""
    if list_of_destroyed() is None:
        _append(())
    note_destroyed(within=None)
    return list_of_destroyed() or ListOfDestroyed(0, "")


def holds_newest(newest: str) -> bool:
    """Whether the list beside the key file is at least as new as one that ended with this key."""
    pk, _, mark = newest.partition(" ")
    return not newest or (int(pk), mark) in listed()


@transaction.atomic
def destroy(*, by: Actor, key_ids: Iterable[int], why: str) -> int:
    """Destroy keys for ever: what was sealed with them cannot be read again. Returns how many were held.

    ``why`` is one word of ours (``thread``, ``person``, ``file``, ``day``), never text of people.
    """
    ids = sorted(set(key_ids))
    held = list(Key.objects.filter(pk__in=ids, wrapped__isnull=False).values_list("pk", "mark", "kind"))
    gone = Key.objects.filter(pk__in=[pk for pk, _, _ in held], wrapped__isnull=False).update(
        wrapped=None, destroyed_at=clock.now(), label=None
    )
    for pk, _, _ in held:
        write(by=by, verb="key.destroyed", about=f"key:{pk} {why}")
    # Keys of days are not listed: a backup may hold messages that were not worked off yet, and no list may kill them.
    marks = [(pk, mark) for pk, mark, kind in held if kind != Key.Kind.DAY]
    if held:
        transaction.on_commit(wipe, robust=True)
    if marks:
        # after the commit: what is rolled back destroys nothing. note_destroyed catches what a crash leaves out
        transaction.on_commit(partial(_append, marks))
    return gone


def wipe(*, at_once: bool = False) -> int:
    """Take destroyed keys out of SQLite's files too: until its log is cut the main file shows them. Returns how many
    left. At most one try a second in a process, unless ``at_once``; what it leaves over ``tasks.wipe`` takes up.
    PostgreSQL has no such log: there nothing is asked and nothing noted (its vacuum: docs/deploy.md)."""
    global _last_wipe
    if connection.vendor != "sqlite":
        return 0
    waiting = list(Key.objects.filter(destroyed_at__isnull=False, wiped_at__isnull=True).values_list("pk", flat=True))
    if not waiting or (not at_once and time.monotonic() - _last_wipe < _WIPE_EVERY):
        return 0
    _last_wipe = time.monotonic()
    if not cut_log():
        return 0
    for at in range(0, len(waiting), _CHUNK):
        Key.objects.filter(pk__in=waiting[at : at + _CHUNK]).update(wiped_at=clock.now())
    return len(waiting)


def note_destroyed(*, within: timedelta | None = timedelta(days=2)) -> int:
    """List destroyed keys that the file does not hold yet (a crash came between). Returns how many."""
    gone = Key.objects.filter(wrapped__isnull=True).exclude(kind=Key.Kind.DAY)
    if within is not None:
        gone = gone.filter(destroyed_at__gte=clock.now() - within)
    missing = sorted(set(gone.values_list("pk", "mark")) - listed())
    if missing:
        _append(missing)
    return len(missing)


def replay_destroyed(*, by: Actor) -> list[int]:
    """After a restore: destroy again what was destroyed before. Returns the ids, for the erasers of upper floors.

    Id and mark must both fit, so that a key made later under a restored id is never taken for a destroyed one.
    """
    wanted = listed()
    ids = sorted(pk for pk, _ in wanted)
    again: list[int] = []
    for at in range(0, len(ids), _CHUNK):
        rows = Key.objects.filter(pk__in=ids[at : at + _CHUNK], wrapped__isnull=False).values_list("pk", "mark")
        again += [pk for pk, mark in rows if (pk, mark) in wanted]
    for at in range(0, len(again), _CHUNK):
        destroy(by=by, key_ids=again[at : at + _CHUNK], why="restored")
    return again
