from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lantoa.web import pictures


class Command(BaseCommand):
    help = "For development: write the state tables into the READMEs of their apps (tests/house compares them)."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in pictures.readmes():
            before = path.read_text(encoding="utf-8")
            after = pictures.drawn(before)
            if after != before:
                path.write_text(after, encoding="utf-8")
                self.stdout.write(f"written: {path.parent.name}/{path.name}")
