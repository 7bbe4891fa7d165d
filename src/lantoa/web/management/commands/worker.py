from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lantoa.web import wiring, worker


class Command(BaseCommand):
    help = "Work off what is due (errands, inbox, outbox, regular jobs) until stopped with Ctrl-C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="work until nothing is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{worker.drained(wiring.WORKERS)} rows worked off")
        else:
            worker.run(wiring.WORKERS)
