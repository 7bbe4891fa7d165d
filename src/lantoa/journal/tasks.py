"""The worker's part: sealing, and carrying the head out of the database."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings

from lantoa.journal import actions, queries
from lantoa.kit import clock

log = logging.getLogger("lantoa.journal")

EVERY_SECONDS = 1.0
AT_ONCE = 200
_last = 0.0


def seal() -> int:
    """Seal what was written, at most once a second, or sooner when much is waiting."""
    global _last
    if time.monotonic() - _last < EVERY_SECONDS and queries.unsealed()[:AT_ONCE].count() < AT_ONCE:
        return 0
    _last = time.monotonic()
    return actions.seal_batch()


def heads_file() -> Path:
    """Where heads are written down outside the database: beside the key file."""
    return Path(settings.KEY_FILE).with_name("journal-heads.txt")


def carry_head_out() -> None:
    """Regular job: append the head to the file beside the keys and to the log, once a day."""
    newest = queries.head()
    if not newest.number:
        return
    with heads_file().open("a", encoding="ascii") as out:
        out.write(f"{clock.today().isoformat()} {newest}\n")
    log.info("journal head %s", newest)


def known_heads() -> dict[int, bytes]:
    """The heads written down so far. A line ``restored N`` says that a backup with N batches was put back:
    later heads from before it are not missed."""
    heads: dict[int, bytes] = {}
    try:
        lines = heads_file().read_text(encoding="ascii").splitlines()
    except OSError:
        return heads
    for line in lines:
        words = line.split()
        if len(words) == 3 and words[1] == "restored":
            heads = {number: mac for number, mac in heads.items() if number <= int(words[2])}
        elif len(words) == 3:
            heads[int(words[1])] = bytes.fromhex(words[2])
    return heads


def note_restored() -> None:
    """Write down that the database was put back from a backup on purpose."""
    with heads_file().open("a", encoding="ascii") as out:
        out.write(f"{clock.today().isoformat()} restored {queries.head().number}\n")
