"""What the machine gives: settings, keys, clock, disk, backups."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from lantoa.journal.models import Line
from lantoa.kit import clock, keys, private
from lantoa.vault import queries as vault
from lantoa.web.backup.pack import last_backup, made_backups
from lantoa.web.backup.prune import recorded
from lantoa.web.doctor.finding import LOCAL, Finding, bad, look, ok

_LOW, _GONE = 1 << 30, 100 << 20
_UNSYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)


def settings_in_order() -> Iterator[Finding]:
    """Settings that must fit each other."""
    public = set(settings.ALLOWED_HOSTS) - LOCAL
    if settings.DEBUG:
        yield bad("LANTOA_DEBUG is on: pages show their insides. Switch it off.")
    if settings.DEMONSTRATION:
        yield look("This is a demonstration house: invented people, public passwords, 127.0.0.1 only.")
    if public and not settings.SESSION_COOKIE_SECURE:
        yield bad(
            "LANTOA_HOSTS names a public host, but LANTOA_HTTPS is off. Position, microphone and messengers need it."
        )
    if settings.SESSION_COOKIE_SECURE and not settings.PUBLIC_ADDRESS.startswith("https://"):
        yield bad("LANTOA_PUBLIC_ADDRESS must start with https://: residents get links with it.")
    if public and not settings.PROXY_HEADER:
        yield look("LANTOA_PROXY_HEADER is not set: behind a proxy all residents share one limit (docs/deploy.md).")
    if public:
        yield look("Make sure that the proxy keeps no access log of /bao-tin, /tin and /hooks (docs/deploy.md).")
    yield ok(f"Settings read; data in {settings.DATA}")


def keys_in_order() -> Iterator[Finding]:
    """The key file: there, ours alone as is the data folder, and the one that this database was sealed with."""
    path = Path(settings.KEY_FILE)
    try:
        keys.purpose_key("doctor/1")
    except keys.KeyFileBroken as fault:
        yield bad(str(fault))
        return
    for held, mode in private.open_to_others(Path(settings.DATA), path):
        yield bad(f"Others may read {held}. Run: chmod {mode:o} {held}")
    if settings.BASE_DIR in path.resolve().parents and Path(settings.DATA) not in path.resolve().parents:
        yield bad(f"The key file {path} lies in the program's folder. Move it and set LANTOA_KEY_FILE.")
    fits = vault.key_file_fits()
    if fits is False:
        yield bad(
            f"The key file {path} does not open this database. Put the kept copy back; do not go on with this one."
        )
    else:
        yield ok("The key file opens this database" if fits else "The key file is there; the database holds no key yet")


def drill(copy: Path) -> Iterator[Finding]:
    """Does the kept copy of the key file work? Better asked today than on the day it is needed."""
    try:
        same = keys.is_copy(copy)
    except keys.KeyFileBroken as fault:
        yield bad(f"The drill failed. {fault}")
        return
    if not same:
        yield bad(f"{copy} is a key file, but not of this house: with it a backup could not be read.")
    else:
        yield ok(f"Drill passed: {copy} can take the place of the key file")


def clock_in_order() -> Iterator[Finding]:
    """Clocks decide deadlines, codes of sign-in and what the messenger accepts."""
    newest = Line.objects.order_by("-id").values_list("at", flat=True).first()
    now = clock.now()
    if newest is not None and newest > now + timedelta(minutes=5):
        yield bad(f"The machine's clock ({now:%Y-%m-%d %H:%M} UTC) lies before the newest journal line. Set it right.")
    elif _unsynchronised():
        yield look(
            "The machine's clock is not synchronised (timedatectl): sign-in codes and webhooks need it within seconds."
        )
    else:
        yield ok(f"Clock: {clock.here():%d/%m/%Y %H:%M} in Cần Thơ")


def _unsynchronised() -> bool:
    if sys.platform != "linux":
        return False
    room = ctypes.create_string_buffer(512)  # struct timex is smaller; modes 0 only reads
    return bool(ctypes.CDLL(None).adjtimex(room) == _UNSYNCHRONISED)


def disk_in_order() -> Iterator[Finding]:
    """Room and the right to write where we write."""
    for folder in {Path(settings.DATA), Path(settings.MEDIA_ROOT), Path(settings.WAITING_ROOT)}:
        try:
            with tempfile.NamedTemporaryFile(dir=folder) as probe:
                probe.write(b"\0" * 4096)
                probe.flush()
                os.fsync(probe.fileno())
        except OSError as fault:
            yield bad(f"{folder} cannot be written ({fault.strerror}).")
    free = shutil.disk_usage(settings.DATA).free
    if free < _GONE:
        yield bad(f"Only {free >> 20} MiB left on the disk of {settings.DATA}: messages will be refused soon.")
    elif free < _LOW:
        yield look(f"{free >> 20} MiB left on the disk of {settings.DATA}.")
    else:
        yield ok(f"Disk: {free >> 30} GiB free")


def backups_in_order() -> Iterator[Finding]:
    """When the last backup was made."""
    try:
        at = datetime.fromisoformat(last_backup().read_text(encoding="ascii"))
    except (OSError, ValueError):
        yield look(
            "No backup was made yet. Run: lantoa backup FILE-ON-ANOTHER-DISK, and keep a copy of the key file "
            "elsewhere."
        )
        return
    age = clock.now() - at
    yield (look if age > timedelta(days=7) else ok)(f"The last backup is {age.days} days old")


def old_backups_ended() -> Iterator[Finding]:
    """Each old backup holds what was destroyed since."""
    end = clock.now() - timedelta(days=settings.BACKUP_DAYS)
    old = [found for found in recorded() if found.made_at < end]
    here = [found for found in old if found.path.is_file()]
    if here:
        yield look(
            f"{len(here)} backups older than {settings.BACKUP_DAYS} days still lie here, the oldest in "
            f"{here[0].path.parent}. Run: lantoa backup --prune {here[0].path.parent}"
        )
    if len(old) > len(here):
        yield look(
            f"{len(old) - len(here)} backups older than {settings.BACKUP_DAYS} days were carried elsewhere, or "
            f"deleted by hand. End them there, then take their lines out of {made_backups()}"
        )
    if not old:
        yield ok(f"No backup of this house is older than {settings.BACKUP_DAYS} days")
