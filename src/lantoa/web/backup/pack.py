"""``lantoa backup``: one tar file with the database, the sealed files and a list of what is in it. Never a key."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from lantoa.journal import queries as journal
from lantoa.kit import clock, keys
from lantoa.vault import actions as vault
from lantoa.vault.queries import keys_held
from lantoa.web.backup import database
from lantoa.web.backup.database import Progress

FORMAT = 1
MANIFEST = "manifest.json"


class BackupRefused(Exception):
    """The backup cannot be made or used; the message says what to do."""


def key_check() -> str:
    """Tells whether a backup and a key file belong together, and nothing about the key."""
    return keys.hashed("backup/1", "belongs together").hex()


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as held:
        while piece := held.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def last_backup() -> Path:
    """When the last backup was made stands here, for ``lantoa doctor``."""
    return Path(settings.DATA) / "last-backup.txt"


def made_backups() -> Path:
    """Where each backup went, and when: so that ``lantoa doctor`` can say which are due to end."""
    return Path(settings.DATA) / "backups.txt"


def media_files() -> list[Path]:
    """Kept files, sealed as they lie."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".part")


def backup(to: Path, progress: Progress = lambda _: None) -> dict[str, Any]:
    """Write everything but the key file to ``to``; returns the list of what is in it.

    The house may go on working. The file appears whole or not at all. Raises BackupRefused.
    """
    to = to.expanduser().resolve()
    if to.exists():
        raise BackupRefused(f"{to} exists already; a backup never overwrites another. Choose a new name.")
    if not to.parent.is_dir():
        raise BackupRefused(f"There is no folder {to.parent}.")
    if Path(settings.DATA) in to.parents:
        raise BackupRefused("A backup inside the data folder is lost with it. Choose a place on another disk.")
    draft = to.with_name(f".{to.name}.part")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="lantoa-backup-", dir=to.parent) as folder,
            tarfile.open(draft, "w") as tar,
        ):
            os.chmod(draft, 0o600)
            manifest = _fill(tar, Path(folder), progress)
        with draft.open("rb") as held:
            os.fsync(held.fileno())
        draft.replace(to)
        last_backup().write_text(clock.now().isoformat(), encoding="ascii")
        with made_backups().open("a", encoding="utf-8") as out:
            out.write(f"{manifest['made_at']} {to}\n")
    except OSError as fault:
        raise BackupRefused(f"The backup could not be written ({fault.strerror}). Nothing was changed.") from fault
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _fill(tar: tarfile.TarFile, folder: Path, progress: Progress) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "vendor": connection.vendor,
        "key_check": key_check(),
        "demonstration": settings.DEMONSTRATION,
        "migrations": database.applied(),
        "journal_head": str(journal.head()),
        "destroyed_list": asdict(vault.begin_list()),
        "keys_held": keys_held(),
        "digests": {},
    }
    if connection.vendor == "sqlite":
        progress("database")
        manifest["rows"] = database.copy_sqlite(folder / "lantoa.sqlite3")
    else:
        manifest["rows"], manifest["columns"] = database.copy_postgresql(folder, progress)
    for path in sorted(folder.iterdir()):
        _add(tar, path, f"database/{path.name}", manifest)
    # after the tables: a file that came later is one too many, which does no harm; one that went is destroyed anyway
    for path in media_files():
        progress("files")
        try:
            _add(tar, path, f"media/{path.relative_to(settings.MEDIA_ROOT).as_posix()}", manifest)
        except FileNotFoundError:
            continue
    listing = folder / MANIFEST
    listing.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    tar.add(listing, MANIFEST)
    return manifest


def _add(tar: tarfile.TarFile, path: Path, name: str, manifest: dict[str, Any]) -> None:
    manifest["digests"][name] = digest_of(path)
    tar.add(path, name)
