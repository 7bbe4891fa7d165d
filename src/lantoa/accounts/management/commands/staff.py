"""``lantoa staff import`` and ``lantoa staff reset``."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.accounts import actions
from lantoa.accounts.logic import NOT_TWO, RosterBroken, grouped, read_roster
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of
from lantoa.accounts.states import Role
from lantoa.journal.logic import HOUSE

EXAMPLE = """Ví dụ:
  lantoa staff import can-bo.csv --dry-run
  lantoa staff import can-bo.csv
  lantoa staff reset nga --admin dam

Tệp csv (UTF-8), dòng đầu là tên cột:
  ma_don_vi,khu_vuc,ten_vao,ho_ten,cap_bac,vai_tro,hop_thu
  31135,Khu vực 3|Khu vực 4,huy,Phạm Quốc Huy,Th/u,beat,có
"""


class Command(BaseCommand):
    help = EXAMPLE

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        take = words.add_parser("import", help="nạp khu vực và cán bộ từ tệp csv")
        take.add_argument("file", type=Path)
        take.add_argument("--dry-run", action="store_true", help="chỉ xem có nạp được không")
        reset = words.add_parser("reset", help="nửa của quản trị khi cấp lại cách vào; nửa kia là trưởng đơn vị")
        reset.add_argument("username")
        reset.add_argument("--admin", required=True, help="tên vào của người quản trị đang làm việc này")

    def handle(self, *args: Any, **options: Any) -> None:
        {"import": self._import, "reset": self._reset}[options["word"]](options)

    def _import(self, options: dict[str, Any]) -> None:
        words = {value: value for value in Role.values} | {str(label).lower(): value for value, label in Role.choices}
        try:
            roster = read_roster(options["file"].read_bytes(), words)
        except OSError as fault:
            raise CommandError(f"Không đọc được {options['file']}: {fault.strerror}.") from fault
        except RosterBroken as fault:
            raise CommandError(str(fault)) from fault
        faults = list(roster.faults)
        slips: list[tuple[Staff, str]] = []
        try:
            slips = actions.take_roster(by=HOUSE, rows=roster.rows, dry_run=options["dry_run"] or bool(faults))
        except actions.RosterRefused as refused:
            faults += refused.faults
        if faults:
            raise CommandError("\n".join([*faults, "Chưa nạp gì cả. Sửa các dòng trên rồi nạp lại."]))
        if options["dry_run"]:
            self.stdout.write(f"Nạp được cả {len(roster.rows)} dòng. Đây là thử, chưa ghi gì.")
            return
        self.stdout.write(f"Đã nạp {len(roster.rows)} dòng. Phiếu vào lần đầu, dùng một lần trong 7 ngày:")
        for staff, code in slips:
            self.stdout.write(f"  {staff.username:<20} {grouped(code)}   {staff}")

    def _reset(self, options: dict[str, Any]) -> None:
        people = {
            row.username: row for row in Staff.objects.filter(username__in=[options["username"], options["admin"]])
        }
        missing = [name for name in (options["username"], options["admin"]) if name not in people]
        if missing:
            raise CommandError(f"Không có ai tên vào là {missing[0]}.")
        admin = people[options["admin"]]
        actor = actor_of(admin)
        if not actor.may("settings"):
            raise CommandError(f"{admin.username} không phải quản trị hệ thống.")
        try:
            code = actions.ask_reset(by=actor, staff=people[options["username"]], asker=admin)
        except actions.NotIndependent as fault:
            raise CommandError(str(NOT_TWO)) from fault
        except actions.NotAllowed as fault:
            raise CommandError("Không ai tự cấp lại cho mình được: nhờ quản trị khác.") from fault
        if code is None:
            self.stdout.write("Đã ghi. Còn chờ trưởng đơn vị bấm “Xin cấp lại” ở trang Người trong đơn vị.")
        else:
            self.stdout.write(f"Phiếu vào, dùng một lần trong 7 ngày: {grouped(code)}")
