"""Where sealed files lie: two hours in the waiting area, then in the media folder under their ref."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

CLEAN, ORIGINAL, SMALL = "clean", "original", "small"
VARIANTS = (CLEAN, ORIGINAL, SMALL)
WAITS = timedelta(hours=2)
SPARED = 500 * 1024 * 1024


def is_full() -> bool:
    """Whether so little room is left that files must wait: the rest belongs to words and the database."""
    try:
        return shutil.disk_usage(settings.WAITING_ROOT).free < SPARED
    except OSError:
        return False  # the attempt to write says why


def new_ref() -> str:
    """A name that says nothing: 32 hex signs."""
    return secrets.token_hex(16)


def _checked(ref: str) -> str:
    if len(ref) != 32 or set(ref) - set("0123456789abcdef"):
        raise ValueError("Not a ref of ours.")
    return ref


def waiting(ref: str, variant: str) -> Path:
    """The path in the waiting area."""
    return Path(settings.WAITING_ROOT) / f"{_checked(ref)}.{variant}"


def kept(ref: str, variant: str) -> Path:
    """The path in the media folder."""
    return Path(settings.MEDIA_ROOT) / _checked(ref)[:2] / f"{ref}.{variant}"


def keep(ref: str) -> list[str]:
    """Give a waiting file its place in the media folder too. Returns its variants; empty when it is gone.

    The waiting name stays until the sweep, so that a transaction that fails after this loses nothing.
    """
    found = []
    for variant in VARIANTS:
        source, target = waiting(ref, variant), kept(ref, variant)
        if not source.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(source, target)
        except FileExistsError:
            pass
        except OSError:  # another file system: copied under another name first, so that no half file has the right one
            draft = target.with_name(target.name + ".part")
            shutil.copyfile(source, draft)
            draft.replace(target)
        found.append(variant)
    return found


def forget_waiting(ref: str) -> None:
    """Remove a waiting file in all its variants."""
    for variant in VARIANTS:
        waiting(ref, variant).unlink(missing_ok=True)


def forget_kept(ref: str) -> None:
    """Remove a kept file in all its variants."""
    for variant in VARIANTS:
        kept(ref, variant).unlink(missing_ok=True)


def sweep_waiting(now: datetime) -> int:
    """Remove what has waited two hours. Returns how many files went."""
    gone = 0
    for path in Path(settings.WAITING_ROOT).iterdir():
        try:
            if path.is_file() and path.stat().st_mtime < (now - WAITS).timestamp():
                path.unlink()
                gone += 1
        except FileNotFoundError:
            continue
    return gone


def old_refs(now: datetime) -> Iterator[str]:
    """Refs in the media folder that are older than the waiting time, for the sweep of orphans."""
    for path in Path(settings.MEDIA_ROOT).glob("??/*"):
        if path.stat().st_mtime < (now - WAITS).timestamp():
            yield path.name.partition(".")[0]
