from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.journal.tasks import heads_file
from lantoa.vault.actions import destroyed_file
from lantoa.web.backup.bar import bar
from lantoa.web.backup.pack import BackupRefused, backup
from lantoa.web.backup.prune import prune


class Command(BaseCommand):
    help = "Write everything but the key file into one file, or end old backups. The house may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a new file on another disk")
        parser.add_argument(
            "--prune", type=Path, metavar="FOLDER", help="delete backups of this house that are too old"
        )
        parser.add_argument(
            "--days", type=int, default=settings.BACKUP_DAYS, help="how old is too old (LANTOA_BACKUP_DAYS)"
        )
        parser.add_argument("--dry-run", action="store_true", help="with --prune: only say which")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"] and not options["prune"]:
            raise CommandError("Name a new file for a backup, or a folder with --prune.")
        try:
            if options["file"]:
                self._backup(options["file"])
            if options["prune"]:
                self._prune(options["prune"], options["days"], dry_run=options["dry_run"])
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused

    def _backup(self, file: Path) -> None:
        with bar("backup") as progress:
            manifest = backup(file, progress)
        files = sum(name.startswith("media/") for name in manifest["digests"])
        noted = manifest["destroyed_list"]
        self.stdout.write(f"{sum(manifest['rows'].values())} rows, {files} files: {file}")
        self.stdout.write("To this backup belong, and are not in it:")
        self.stdout.write(f"  {settings.KEY_FILE}  without it nothing in the backup can be read")
        self.stdout.write(
            f"  {destroyed_file()}  {noted['count']} destroyed keys; carry the newest out after every destruction, "
            "or what residents took back comes back with the backup"
        )
        self.stdout.write(f"  {heads_file()}  shows whether the journal was cut")
        self.stdout.write("Keep copies of all three elsewhere, the key file never beside a backup.")

    def _prune(self, folder: Path, days: int, *, dry_run: bool) -> None:
        gone, kept = prune(folder, days=days, dry_run=dry_run)
        for found in gone:
            self.stdout.write(f"{'Would delete' if dry_run else 'Deleted'} {found.path}, of {found.made_at:%Y-%m-%d}")
        self.stdout.write(f"{len(gone)} older than {days} days, {len(kept)} left in {folder}.")
        self.stdout.write(
            "Copies elsewhere (other disks, tapes, snapshots of a provider) are not seen from here, and a deleted "
            "file may be found on its disk until it is overwritten. End those too."
        )
