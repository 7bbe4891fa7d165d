"""``lantoa backup --prune``: backups end after some days, because each holds what was destroyed since."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from lantoa.kit import clock
from lantoa.web.backup.pack import MANIFEST, BackupRefused, key_check, made_backups


@dataclass(frozen=True, slots=True)
class Found:
    """A backup of this house."""

    path: Path
    made_at: datetime


def _found(path: Path) -> Found | None:
    """What a file says of itself; None for anything that is no backup of this house."""
    try:
        with tarfile.open(path, "r:") as tar:
            held = tar.extractfile(MANIFEST)
            manifest = json.loads(held.read()) if held else {}
        if manifest.get("key_check") != key_check():
            return None
        return Found(path, datetime.fromisoformat(manifest["made_at"]))
    except (tarfile.TarError, KeyError, ValueError, AttributeError, OSError):
        return None


def prune(folder: Path, *, days: int, dry_run: bool = False) -> tuple[list[Found], list[Found]]:
    """Delete backups of this house in a folder that are older; returns those and the ones left, oldest first.

    The newest always stays. Nothing else in the folder is touched. Raises BackupRefused.
    """
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise BackupRefused(f"There is no folder {folder}.")
    if days < 1:
        raise BackupRefused("Backups must be kept for at least one day.")
    ours = [found for path in folder.iterdir() if path.is_file() and not path.is_symlink() and (found := _found(path))]
    ours.sort(key=lambda found: found.made_at)
    end = clock.now() - timedelta(days=days)
    gone = [found for found in ours[:-1] if found.made_at < end]
    if not dry_run:
        for found in gone:
            found.path.unlink()
        forget({found.path for found in gone})
    return gone, [found for found in ours if found not in gone]


def recorded() -> list[Found]:
    """Every backup that this house made and did not end, oldest first, wherever it lies now."""
    try:
        lines = made_backups().read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [Found(Path(path), datetime.fromisoformat(at)) for at, _, path in (line.partition(" ") for line in lines)]


def forget(paths: set[Path]) -> None:
    """Take ended backups out of the record."""
    kept = [found for found in recorded() if found.path not in paths]
    draft = made_backups().with_suffix(".part")
    draft.write_text("".join(f"{found.made_at.isoformat()} {found.path}\n" for found in kept), encoding="utf-8")
    draft.replace(made_backups())
