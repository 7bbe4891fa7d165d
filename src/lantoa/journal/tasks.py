"""The worker's part: sealing, and carrying the head out of the database."""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from lantoa.journal import actions, queries
from lantoa.kit import clock

log = logging.getLogger("lantoa.journal")

EVERY_SECONDS = 1.0
AT_ONCE = 200
PRINT = "print"
"""The setting of a house whose inspector prints or writes down the head by hand."""
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


def sent_file() -> Path:
    """Which head last reached the second place, and when."""
    return Path(settings.KEY_FILE).with_name("journal-head-sent.txt")


def carry_head_out() -> None:
    """Regular job, each hour: a new head goes to the file beside the keys, to the log, and to the second place.

    Whoever can cut the journal here can cut that file too; only what lies where they cannot write shows it.
    """
    newest = queries.head()
    if not newest.number:
        return
    if newest.number not in heads_in(heads_file()):
        _append(heads_file(), str(newest))
        log.info("journal head %s", newest)
    last = sent_at()
    if (last is not None and last[1] == newest.number) or settings.JOURNAL_HEADS_TO in ("", PRINT):
        return
    _send(newest)
    sent_file().write_text(f"{clock.now().isoformat()} {newest}\n", encoding="ascii")


def second_file() -> Path | None:
    """The file of the second place, when that is a folder; one per house, so that a city can keep many."""
    to = settings.JOURNAL_HEADS_TO
    if to in ("", PRINT) or to.startswith("https://"):
        return None
    return Path(to) / f"journal-heads-{urlsplit(settings.PUBLIC_ADDRESS).hostname}.txt"


def _send(newest: queries.Head) -> None:
    """Raises OSError when the second place cannot be reached: the job is tried again, ``lantoa doctor`` says so."""
    folder = second_file()
    if folder is not None:
        _append(folder, str(newest))
        return
    said = {"house": settings.PUBLIC_ADDRESS, "number": newest.number, "mac": newest.mac.hex()}
    body, headers = json.dumps(said).encode(), {"Content-Type": "application/json"}
    # config.settings takes https addresses only
    call = Request(settings.JOURNAL_HEADS_TO, body, headers)  # noqa: S310
    with urlopen(call, timeout=20):  # noqa: S310
        pass


def sent_at() -> tuple[datetime, int] | None:
    """When a head last reached the second place, and which."""
    try:
        at, number = sent_file().read_text(encoding="ascii").split()[:2]
    except (OSError, ValueError):
        return None
    return datetime.fromisoformat(at), int(number)


def _append(path: Path, words: str) -> None:
    with path.open("a", encoding="ascii") as out:
        out.write(f"{clock.today().isoformat()} {words}\n")


def heads_in(path: Path) -> dict[int, bytes]:
    """The heads of one file. A line ``restored N`` says that a backup with N batches was put back: later heads from
    before it are not missed."""
    heads: dict[int, bytes] = {}
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except OSError:
        return heads
    for line in lines:
        words = line.split()
        if len(words) == 3 and words[1] == "restored":
            heads = {number: mac for number, mac in heads.items() if number <= int(words[2])}
        elif len(words) == 3:
            heads[int(words[1])] = bytes.fromhex(words[2])
    return heads


def known_heads() -> dict[int, bytes]:
    """The heads written down so far, here and in the second place when that is a folder."""
    folder = second_file()
    return heads_in(heads_file()) | (heads_in(folder) if folder else {})


def note_restored() -> None:
    """Write down that the database was put back from a backup on purpose: what was sent since is not missed, and the
    head of now is carried out anew."""
    words = f"restored {queries.head().number}"
    _append(heads_file(), words)
    folder = second_file()
    if folder is not None and folder.exists():
        _append(folder, words)
    sent_file().unlink(missing_ok=True)
    with suppress(OSError):  # the second place is away: the regular job tries again, ``lantoa doctor`` says so
        carry_head_out()
