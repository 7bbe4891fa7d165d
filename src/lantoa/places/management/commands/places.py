"""``lantoa places facts``, ``load`` and ``map``."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.journal.logic import HOUSE
from lantoa.places import actions
from lantoa.places.logic import geojson, mapping
from lantoa.places.logic.geojson import FileBroken
from lantoa.places.queries import below

EXAMPLE = """Ví dụ:
  lantoa places facts                          103 phường, xã của Cần Thơ và tên cũ trước 01/07/2025
  lantoa places load ranh-gioi.geojson --dry-run
  lantoa places load ranh-gioi.geojson         ranh giới; mỗi feature có properties.code và properties.name
  lantoa places map cu-sang-moi.csv            đơn vị cũ sang đơn vị mới

Sai một dòng thì không nạp dòng nào.
"""
SHOWN = 20


def _bar(rows: Iterable[Any]) -> Iterable[Any]:
    if not sys.stderr.isatty():
        return rows
    from tqdm import tqdm  # noqa: PLC0415  only for people at a terminal

    return tqdm(rows, unit=" đơn vị", leave=False)  # type: ignore[no-any-return]


class Command(BaseCommand):
    help = EXAMPLE

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("facts", help="nạp danh mục mang sẵn: thành phố, phường, xã, tên cũ")
        for word, help_words in (("load", "nạp ranh giới từ GeoJSON"), ("map", "nạp bảng đơn vị cũ sang mới (csv)")):
            take = words.add_parser(word, help=help_words)
            take.add_argument("file", type=Path)
            take.add_argument("--dry-run", action="store_true", help="chỉ xem có nạp được không")

    def handle(self, *args: Any, **options: Any) -> None:
        {"facts": self._facts, "load": self._load, "map": self._map}[options["word"]](options)

    def _facts(self, options: dict[str, Any]) -> None:
        city = actions.load_facts(by=HOUSE)
        self.stdout.write(f"{city.name}: {below(city).count() - 1} phường, xã.")

    def _load(self, options: dict[str, Any]) -> None:
        try:
            outlines, faults = geojson.read(self._content(options["file"]), _bar)
            self._refuse(faults)
            count = actions.load_boundaries(by=HOUSE, outlines=outlines, dry_run=options["dry_run"])
        except FileBroken as fault:
            raise CommandError(str(fault)) from fault
        except actions.BoundariesRefused as refused:
            self._refuse(refused.faults)
            return
        self._done(count, "ranh giới", options)

    def _map(self, options: dict[str, Any]) -> None:
        try:
            rows, faults = mapping.read(self._content(options["file"]))
            self._refuse(faults)
            count = actions.load_map(by=HOUSE, rows=rows, dry_run=options["dry_run"])
        except FileBroken as fault:
            raise CommandError(str(fault)) from fault
        except actions.MapRefused as refused:
            self._refuse(refused.faults)
            return
        self._done(count, f"cặp mới trong {len(rows)} dòng", options)

    def _content(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as fault:
            raise CommandError(f"Không đọc được {path}: {fault.strerror}.") from fault

    def _refuse(self, faults: list[str]) -> None:
        if not faults:
            return
        shown = "\n".join(f"  {fault}" for fault in faults[:SHOWN])
        more = f"\n  ... và {len(faults) - SHOWN} lỗi nữa." if len(faults) > SHOWN else ""
        raise CommandError(f"Không nạp gì cả, có {len(faults)} lỗi:\n{shown}{more}")

    def _done(self, count: int, what: str, options: dict[str, Any]) -> None:
        verb = "Sẽ nạp" if options["dry_run"] else "Đã nạp"
        self.stdout.write(f"{verb} {count} {what}.")
