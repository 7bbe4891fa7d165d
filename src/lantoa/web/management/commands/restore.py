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
        parser.add_argument(
            "--bring-destroyed-keys-back",
            action="store_true",
            help="the list of destroyed keys is lost for good: read again what residents took back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bar("restore") as progress:
                manifest = restore(
                    options["file"],
                    replace=options["replace"],
                    without_list=options["bring_destroyed_keys_back"],
                    progress=progress,
                )
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        files = sum(name.startswith("media/") for name in manifest["digests"])
        self.stdout.write(f"{sum(manifest['rows'].values())} rows, {files} files, as of {manifest['made_at']}")
        self.stdout.write(f"{manifest['destroyed_again']} destroyed keys stay destroyed.")
        if options["bring_destroyed_keys_back"]:
            self.stdout.write(
                f"No list was asked: of {manifest.get('keys_held', 'its')} keys each that was destroyed after the "
                f"backup is "
                "back. Tell those who answer for this house."
            )
        elif manifest["list_ends"]:
            self.stdout.write(f"The list ends on {manifest['list_ends']}: what was destroyed later is back.")
        self.stdout.write("Everybody is signed out, unused slips are void. Next: lantoa doctor")
