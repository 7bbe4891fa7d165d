from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.web.backup.bar import bar
from lantoa.web.backup.pack import BackupRefused
from lantoa.web.backup.unpack import restore


class Command(BaseCommand):
    help = "Put a backup into an empty house. What was destroyed after the backup is destroyed again first."
    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="give up what this house holds now")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bar("restore") as progress:
                manifest = restore(options["file"], replace=options["replace"], progress=progress)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        files = sum(name.startswith("media/") for name in manifest["digests"])
        self.stdout.write(f"{sum(manifest['rows'].values())} rows, {files} files, as of {manifest['made_at']}")
        self.stdout.write(f"{manifest['destroyed_again']} destroyed keys stay destroyed. Next: lantoa doctor")
