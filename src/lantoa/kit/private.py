"""The data folder is nobody else's: what others may read is taken from them at every start."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077
# the name of the database and of the files that stand beside it
DATABASE = "lantoa.sqlite3"


class OpenToOthers(Exception):
    """Something that only the house may read stands open and cannot be closed; the message says what to do."""


def _held(data: Path, key_file: Path) -> Iterator[tuple[Path, int]]:
    yield data, 0o700
    for folder in ("media", "waiting", "keys"):
        yield data / folder, 0o700
    yield from ((path, 0o600) for path in data.glob(f"{DATABASE}*"))
    yield key_file, 0o600


def open_to_others(data: Path, key_file: Path) -> list[tuple[Path, int]]:
    """What others may look into, with the mode it should have."""
    found = []
    for path, mode in _held(data, key_file):
        try:
            now = stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            continue
        if now & _OTHERS:
            found.append((path, mode))
    return found


def close(data: Path, key_file: Path) -> None:
    """Close everything, and what is written from now on too. Raises OpenToOthers."""
    os.umask(_OTHERS)
    for path, mode in open_to_others(data, key_file):
        told = f"Others may read {path}. Run: chmod {mode:o} {path}"
        held = path.stat()
        if held.st_mode & stat.S_ISVTX:
            raise OpenToOthers(f"{path} is a folder that everybody uses. Choose another LANTOA_DATA, inside it.")
        if held.st_uid != os.geteuid():
            raise OpenToOthers(f"{told} (as its owner)")
        try:
            path.chmod(mode)
        except OSError as fault:
            raise OpenToOthers(f"{told} ({fault.strerror})") from fault
