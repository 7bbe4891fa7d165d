"""``lantoa restore``: check the whole file first, put it in place, destroy again what was destroyed, then say ready."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from lantoa.accounts import actions as accounts
from lantoa.conversations.actions import forget
from lantoa.conversations.announcements import ThreadDestroyed
from lantoa.conversations.models import Correspondent, Thread
from lantoa.delivery.actions.day_key import forget_keys
from lantoa.errands.logic import Announcement
from lantoa.journal import tasks as journal
from lantoa.journal.actions import write
from lantoa.journal.logic import HOUSE
from lantoa.kit import hints
from lantoa.vault import actions as vault
from lantoa.web import wiring
from lantoa.web.backup import database
from lantoa.web.backup.database import Progress
from lantoa.web.backup.pack import FORMAT, MANIFEST, BackupRefused, digest_of, key_check


def restore(
    source: Path, *, replace: bool = False, without_list: bool = False, progress: Progress = lambda _: None
) -> dict[str, Any]:
    """Put a backup into this house; returns its list with ``destroyed_again``, the number of keys that stay destroyed.

    Refuses a file that is damaged, of another key file or database, a house that is running, and one that holds
    anything unless ``replace``; and, unless ``without_list``, a machine that has no list of destroyed keys or one older
    than the backup. Until the file was checked whole nothing is touched. Raises BackupRefused.
    """
    if not hints.nobody_listens():
        raise BackupRefused("This house is running. Stop lantoa serve and lantoa worker first.")
    if not replace and not database.is_empty():
        raise BackupRefused("This house is not empty. Restore into a new data folder, or add --replace to give it up.")
    with tempfile.TemporaryDirectory(prefix="lantoa-restore-", dir=settings.DATA) as name:
        folder = Path(name)
        manifest = _unpacked(source, folder, progress)
        if not without_list:
            _check_list(manifest)
        _put(folder, manifest, progress)
    _check_rows(manifest)
    _stamps(manifest)
    call_command("migrate", verbosity=0)
    manifest["list_ends"] = getattr(vault.list_of_destroyed(), "day", "")
    manifest["destroyed_again"] = len(destroy_again())
    accounts.end_everybody(by=HOUSE)
    journal.note_restored()
    verb = "house.restored_without_list" if without_list else "house.restored"
    write(by=HOUSE, verb=verb, about=str(manifest["made_at"])[:40])
    vault.begin_list()
    vault.wipe(at_once=True)
    return manifest


def _check_list(manifest: dict[str, Any]) -> None:
    """Without the newest list of destroyed keys a backup brings back what residents took away, and nobody sees it."""
    path, held = vault.destroyed_file(), vault.list_of_destroyed()
    noted = manifest.get("destroyed_list") or {"count": 0, "newest": ""}
    many, day = manifest.get("keys_held", "many"), manifest["made_at"][:10]
    back = f"whatever of its {many} threads, people and files was destroyed since {day}"
    last = "If it is lost for good, say so: --bring-destroyed-keys-back"
    if held is None:
        raise BackupRefused(
            f"The list of destroyed keys is not at {path}. Without it this backup brings back {back}. Put the newest "
            f"copy of the list there and try again. {last}"
        )
    if not vault.holds_newest(noted["newest"]):
        raise BackupRefused(
            f"The list of destroyed keys at {path} is older than this backup: it holds {held.count} keys, the backup "
            f"knew {noted['count']}. With it this backup brings back {back}. Put the newest copy there. {last}"
        )


def _unpacked(source: Path, folder: Path, progress: Progress) -> dict[str, Any]:
    try:
        with tarfile.open(source.expanduser(), "r:") as tar:
            progress("unpacking")
            _extract(tar, folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise BackupRefused(f"There is no backup at {source}.") from fault
    except (tarfile.TarError, ValueError, OSError) as fault:
        raise BackupRefused(f"{source} is no whole backup of ours ({type(fault).__name__}).") from fault
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupRefused("This backup has a format that this version does not know.")
    if manifest["vendor"] != connection.vendor:
        raise BackupRefused(f"This is a backup of {manifest['vendor']}; this house uses {connection.vendor}.")
    if manifest["key_check"] != key_check():
        raise BackupRefused(
            f"This backup belongs to another key file. Put the kept copy at {settings.KEY_FILE} and try again: "
            "without it nothing in the backup can be read."
        )
    for number, (name, digest) in enumerate(manifest["digests"].items()):
        if number % 100 == 0:
            progress("checking")
        path = folder / name
        if not path.is_file() or digest_of(path) != digest:
            raise BackupRefused(f"{name} in the backup is damaged. Take another backup; nothing was changed.")
    return manifest


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files under our own names only: no link, no device, no way out of the folder. (The standard library's
    filter is younger than Debian 12's Python.)"""
    for member in tar:
        parts = Path(member.name).parts
        ours = member.name == MANIFEST or parts[:1] in (("database",), ("media",))
        held = tar.extractfile(member) if member.isreg() else None
        if not ours or ".." in parts or held is None:
            raise tarfile.TarError(member.name)
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with target.open("wb") as out:
            shutil.copyfileobj(held, out)
        target.chmod(0o600)


def _put(folder: Path, manifest: dict[str, Any], progress: Progress) -> None:
    tables = folder / "database"
    if connection.vendor == "sqlite":
        progress("database")
        database.put_sqlite(tables / "lantoa.sqlite3")
    else:
        migrations = [(app, name) for app, name in manifest["migrations"]]
        try:
            database.put_postgresql(tables, manifest["columns"], migrations, progress)
        except LookupError as fault:
            raise BackupRefused(f"This backup is of a newer version: {fault} is unknown here.") from fault
    progress("files")
    media = Path(settings.MEDIA_ROOT)
    held = folder / "media"
    held.mkdir(exist_ok=True)
    shutil.rmtree(media, ignore_errors=True)
    shutil.move(held, media)
    media.chmod(0o700)


def _check_rows(manifest: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        rows = database.counts(cursor)
    wrong = [name for name, count in manifest["rows"].items() if rows.get(name) != count]
    if wrong:
        raise BackupRefused(f"Rows are missing after the restore: {', '.join(wrong)}. Do not use this house.")


def _stamps(manifest: dict[str, Any]) -> None:
    """What the data folder says about the database: it is another one now."""
    (Path(settings.DATA) / "prepared.json").unlink(missing_ok=True)
    mark = Path(settings.DATA) / "demonstration"
    if manifest["demonstration"]:
        mark.write_text("All people, numbers and messages in this house are invented.\n", encoding="utf-8")
    else:
        mark.unlink(missing_ok=True)


def destroy_again() -> list[int]:
    """Destroy again, whole, what was destroyed after the backup: keys, search rows, marks, receipts, files."""
    forget_keys()
    ids = vault.replay_destroyed(by=HOUSE)
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        for thread in Thread.objects.select_related("desk").filter(key__in=part, destroyed_at=None):
            forget.destroy(by=HOUSE, thread=thread)
            _tell(thread.n)
        for person in Correspondent.objects.filter(person_key__in=part, address__isnull=False):
            forget.forget_person(by=HOUSE, person=person)
    return ids


def _tell(thread: int) -> None:
    """The listeners at once, not when a worker comes: the house serves only after this. They are safe to run twice."""
    listeners: dict[type[Announcement], Any] = dict(wiring.LISTENERS)
    for task in listeners.get(ThreadDestroyed, ()):
        task(thread=thread)
