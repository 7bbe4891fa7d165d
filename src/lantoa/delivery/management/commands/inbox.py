"""``lantoa inbox``: what arrived, without content."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lantoa.delivery.queries.export import stored_events


class Command(BaseCommand):
    help = (
        "Example: lantoa inbox export > inbox.jsonl\n"
        "One JSON line per stored event: external_id, channel, account, received_at, state. No content."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("export", help="write JSON lines to standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for event in stored_events():
                self.stdout.write(json.dumps(event, ensure_ascii=False))
        except BrokenPipeError:
            sys.stderr.close()
