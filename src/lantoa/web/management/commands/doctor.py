from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from lantoa.errands.logic import fault_of
from lantoa.web.doctor import house, machine
from lantoa.web.doctor.finding import Check, Finding, Level, bad

CHECKS: tuple[Check, ...] = (
    machine.settings_in_order,
    house.numbers_in_order,
    house.desks_in_order,
    machine.keys_in_order,
    machine.disk_in_order,
    house.database_in_order,
    machine.clock_in_order,
    house.worker_in_order,
    house.journal_in_order,
    house.head_elsewhere,
    house.keys_wiped,
    house.complaints_seen,
    house.messengers_in_order,
    house.sorter_in_order,
    house.calendar_in_order,
    machine.backups_in_order,
    machine.old_backups_ended,
)


def _head(written: str) -> tuple[int, bytes]:
    """As the inspector's page and the files of heads show it; spaces do not matter."""
    number, _, mac = written.partition(":")
    try:
        return int(number), bytes.fromhex(mac)
    except ValueError as fault:
        raise ArgumentTypeError("Write a head as NUMBER:MAC, as it stands on the page or in the file.") from fault


class Command(BaseCommand):
    help = "Say whether everything is in order, and what to do where it is not. Exit code 1 when something is bad."
    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drill", type=Path, metavar="COPY", help="does this copy of the key file work?")
        parser.add_argument("--head", type=_head, metavar="NUMBER:MAC", help="is this noted head in the journal?")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [finding for check in CHECKS for finding in self._of(check)]
        if options["drill"]:
            found += list(machine.drill(options["drill"]))
        if options["head"]:
            found += list(house.head_fits(*options["head"]))
        for finding in found:
            self.stdout.write(f"{finding.level.value:<4}  {finding.words}")
        if any(finding.level is Level.BAD for finding in found):
            sys.exit(1)

    @staticmethod
    def _of(check: Check) -> list[Finding]:
        """A check that cannot even run is a finding too; the others still run."""
        try:
            return list(check())
        except Exception as fault:
            return [bad(f"{check.__name__} could not be checked ({fault_of(fault)}).")]
