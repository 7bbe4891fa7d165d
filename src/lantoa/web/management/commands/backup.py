from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.web.backup.bar import bar
from lantoa.web.backup.pack import BackupRefused, backup


class Command(BaseCommand):
    help = "Write everything but the key file into one file. The house may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file on another disk")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bar("backup") as progress:
                manifest = backup(options["file"], progress)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        files = sum(name.startswith("media/") for name in manifest["digests"])
        self.stdout.write(f"{sum(manifest['rows'].values())} rows, {files} files: {options['file']}")
        self.stdout.write(f"The key file is not in it. Keep a copy of {settings.KEY_FILE} somewhere else.")
