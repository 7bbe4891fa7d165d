"""``lantoa places``: facts, boundaries, old units, days off, hours."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.journal.logic import HOUSE
from lantoa.places import actions
from lantoa.places.logic import geojson, mapping
from lantoa.places.logic.geojson import FileBroken
from lantoa.places.queries import below, unit_by_code

EXAMPLE = """Ví dụ:
  lantoa places facts                          103 phường, xã của Cần Thơ và tên cũ trước 01/07/2025
  lantoa places load ranh-gioi.geojson --dry-run
  lantoa places load ranh-gioi.geojson         ranh giới; mỗi feature có properties.code và properties.name
  lantoa places map cu-sang-moi.csv            đơn vị cũ sang đơn vị mới
  lantoa places day-off 2026-11-30 "Nghỉ theo quyết định của thành phố"
  lantoa places day-off 2026-09-01             không nghỉ ngày này (trống tên là bỏ ngày nghỉ)
  lantoa places work-day 2026-12-05 --instead-of 2026-11-30
  lantoa places hours 31299 07:00-11:00,13:00-17:00 --days 2-6

Sai một dòng thì không nạp dòng nào.
"""
SHOWN = 20


def _bar(rows: Iterable[Any]) -> Iterable[Any]:
    if not sys.stderr.isatty():
        return rows
    from tqdm import tqdm  # noqa: PLC0415  only for people at a terminal

    return tqdm(rows, unit=" đơn vị", leave=False)  # type: ignore[no-any-return]


def _spans(text: str) -> list[tuple[time, time]]:
    """``07:30-11:30,13:30-17:00``."""
    pairs = [part.split("-") for part in text.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise ArgumentTypeError(f"{text!r} phải như 07:30-11:30,13:30-17:00")
    try:
        return [(time.fromisoformat(a.strip()), time.fromisoformat(b.strip())) for a, b in pairs]
    except ValueError as fault:
        raise ArgumentTypeError(f"{text!r} phải như 07:30-11:30,13:30-17:00") from fault


def _days(text: str) -> set[int]:
    """``2-6``, ``2-7`` or ``2,4,6`` as people count here: 2 is Monday, 8 Sunday."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise ArgumentTypeError(f"{text!r} phải như 2-6 hoặc 2,4,6")
        found |= {day - 2 for day in range(int(first), int(last or first) + 1)}
    return found


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
        off = words.add_parser("day-off", help="một ngày nghỉ thêm, hoặc thôi nghỉ một ngày lễ")
        off.add_argument("day", type=date.fromisoformat, help="yyyy-mm-dd")
        off.add_argument("name", nargs="?", default="", help="tên ngày nghỉ; trống là không nghỉ")
        work = words.add_parser("work-day", help="thứ bảy, chủ nhật làm bù")
        work.add_argument("day", type=date.fromisoformat)
        work.add_argument("--instead-of", type=date.fromisoformat, default=None)
        hours = words.add_parser("hours", help="giờ làm việc của một đơn vị và các đơn vị dưới nó")
        hours.add_argument("code", help="mã đơn vị")
        hours.add_argument("spans", type=_spans, help="07:30-11:30,13:30-17:00")
        hours.add_argument("--days", type=_days, default=_days("2-6"), help="2 là thứ hai, 8 là chủ nhật; mặc định 2-6")

    def handle(self, *args: Any, **options: Any) -> None:
        words = {"facts": self._facts, "load": self._load, "map": self._map, "day-off": self._day_off}
        words |= {"work-day": self._work_day, "hours": self._hours}
        words[options["word"]](options)

    def _day_off(self, options: dict[str, Any]) -> None:
        row = actions.set_day_off(by=HOUSE, day=options["day"], name=options["name"])
        self.stdout.write(f"{row.day:%d/%m/%Y}: {row.name or 'làm việc bình thường'}.")

    def _work_day(self, options: dict[str, Any]) -> None:
        row = actions.set_make_up_day(by=HOUSE, day=options["day"], instead_of=options["instead_of"])
        self.stdout.write(f"{row.day:%d/%m/%Y}: làm bù.")

    def _hours(self, options: dict[str, Any]) -> None:
        unit = unit_by_code(options["code"])
        if unit is None:
            raise CommandError(f"Không có đơn vị mã {options['code']}. Danh mục: lantoa places facts.")
        try:
            actions.set_hours(by=HOUSE, unit=unit, spans=options["spans"], weekdays=options["days"])
        except actions.WrongHours as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{unit.name}: đã ghi giờ làm việc.")

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
