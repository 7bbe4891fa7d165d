"""``lantoa account``: what the connected accounts may do, and what they have left."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.delivery.actions.switch import switch
from lantoa.delivery.models import Account
from lantoa.delivery.queries.outlook import left_of
from lantoa.delivery.queries.switches import SWITCHES
from lantoa.journal.logic import HOUSE


class Command(BaseCommand):
    help = (
        "Example: lantoa account 388613280878808645 --off picture\n"
        "Without an id it lists the accounts. Switches: "
        + "; ".join(f"{name}: {does}" for name, does in SWITCHES.items())
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", nargs="?", help="id of the account with its messenger")
        parser.add_argument("--on", action="append", default=[], choices=sorted(SWITCHES), help="let it do this")
        parser.add_argument("--off", action="append", default=[], choices=sorted(SWITCHES), help="do not let it")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = Account.objects.select_related("unit", "bucket").order_by("pk")
        if options["id"]:
            accounts = accounts.filter(external_id=options["id"])
            if not accounts:
                raise CommandError(f"No account has the id {options['id']}. lantoa account lists them.")
        elif options["on"] or options["off"]:
            raise CommandError("Which account? lantoa account lists them.")
        for account in accounts:
            for name, on in [*((n, True) for n in options["on"]), *((n, False) for n in options["off"])]:
                switch(by=HOUSE, account=account, name=name, on=on)
        for account in accounts.all():
            self.stdout.write(self._line(account))

    def _line(self, account: Account) -> str:
        held = [f"{name} {'on' if getattr(account, f'may_{name}') else 'off'}" for name in SWITCHES]
        left = left_of(account.pk)
        told = "" if left is None else f"; {left} messages left of the package"
        return f"{account} ({account.unit}): {', '.join(held)}; {account.bucket.allowed} calls a minute{told}"
