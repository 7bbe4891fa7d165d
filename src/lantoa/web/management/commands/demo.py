"""``lantoa demo``: the Cần Thơ demonstration, and who can sign in to it."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.web.demo import build, people

EXAMPLE = """Ví dụ:
  lantoa demo                  dựng nhà trình diễn Cần Thơ (một lần; ./run tự làm)
  lantoa demo people           ai vào được, bằng gì
  lantoa demo people --json    như trên, cho máy đọc

Mọi người, số và tin trong nhà trình diễn đều là bịa. Chỉ mở ở 127.0.0.1.
"""


def _bar(rows: Iterator[Any], total: int) -> Iterator[Any]:
    if not sys.stderr.isatty():
        return rows
    from tqdm import tqdm  # noqa: PLC0415  only for people at a terminal

    return iter(tqdm(rows, total=total, leave=False, unit=" bước"))


class Command(BaseCommand):
    help = EXAMPLE

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("word", nargs="?", choices=["people"], help="people: ai vào được, bằng gì")
        parser.add_argument("--json", action="store_true", help="cho máy đọc")

    def handle(self, *args: Any, **options: Any) -> None:
        if why := build.refusal():
            raise CommandError(why)
        if options["word"] == "people":
            self._people(options["json"])
            return
        done = build.build(_bar)
        self.stdout.write("Đã dựng nhà trình diễn." if done else "Nhà trình diễn đã có sẵn.")
        receipts = people.kept().get("receipts", {})
        if "dump" in receipts:
            self.stdout.write(f"Xem một tin như người báo: /tin/ với mã {_grouped(receipts['dump'])}")

    def _people(self, as_json: bool) -> None:
        if not build.built():
            raise CommandError("Chưa dựng nhà trình diễn; chạy lantoa demo trước.")
        rows = people.listed()
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row['username']:<6} {row['role_name']:<32} {row['unit']:<20} {row['name']}")
        self.stdout.write(f"Mật khẩu chung: {people.password()}")
        self.stdout.write(
            "Mã 6 số: nhập totp_secret (lantoa demo people --json) vào ứng dụng tạo mã, hoặc dùng mã dự phòng."
        )


def _grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
