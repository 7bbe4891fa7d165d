"""The key file: the one secret that stands outside the database.

Every key of the house follows from it by purpose, so that no hash of one purpose can be joined
with a hash of another. Whoever loses the file loses all sealed text; whoever holds it and the
database can read (SECURITY.md).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class KeyFileBroken(Exception):
    """The key file cannot be read or is not one of ours; the message says what to do."""


_path: Path | None = None
_master: bytes | None = None


def use(path: Path) -> None:
    """Take this file from now on; it is made with a new key (mode 0600) when it does not exist."""
    global _path, _master
    _path, _master = path, None
    purpose_key.cache_clear()


def _read() -> bytes:
    global _master
    if _master is not None:
        return _master
    if _path is None:
        raise KeyFileBroken("No key file is set.")
    if not _path.exists():
        _make(_path)
    _master = _parsed(_path)
    return _master


def _parsed(path: Path) -> bytes:
    try:
        held = json.loads(path.read_text(encoding="ascii"))
        master = bytes.fromhex(held["key"])
        if held["version"] != 1 or len(master) != 32:
            raise ValueError("unknown version")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise KeyFileBroken(f"The key file {path} is not readable as ours; put the kept copy back.") from fault
    return master


def is_copy(path: Path) -> bool:
    """Whether this file would do in the place of ours (the drill of ``lantoa doctor``). Raises KeyFileBroken."""
    return hmac.compare_digest(_parsed(path), _read())


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump({"version": 1, "key": secrets.token_hex(32)}, out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)  # never replaces a file that another process made first
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@lru_cache(maxsize=256)
def purpose_key(purpose: str) -> bytes:
    """32 bytes for one named and versioned purpose, such as ``"plate/1"``."""
    if "/" not in purpose:
        raise ValueError("A purpose carries its version: 'name/1'.")
    return HKDF(SHA256(), 32, salt=b"lantoa", info=purpose.encode()).derive(_read())


def hashed(purpose: str, value: str | bytes) -> bytes:
    """Keyed hash (HMAC-SHA256, 32 bytes) of a value for one purpose; equal values meet only there."""
    data = value.encode() if isinstance(value, str) else value
    return hmac.digest(purpose_key(purpose), data, hashlib.sha256)
