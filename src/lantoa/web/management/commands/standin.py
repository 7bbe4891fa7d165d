"""``lantoa standin zalo|sms``: a local stand-in of somebody else's servers, in a process of its own."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.web.demo import messenger as demonstration
from lantoa.web.replay.standin import KINDS, Standin, StandinRefused, connect_sms, connect_zalo

PORTS = {"zalo": 8070, "sms": 8071}
NUMBER = "02920000113"


class Command(BaseCommand):
    help = (
        "Example: lantoa standin zalo\n"
        "Starts the stand-in on this machine only. In the demonstration its accounts are those of the demonstration: "
        "its people can be written as, its answers arrive. Elsewhere --unit connects an account to that unit; start "
        "the house with LANTOA_DEV_MESSENGER_HOST=127.0.0.1:8070."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        house = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("--port", type=int, help="8070 for zalo, 8071 for sms; 0 takes a free one")
        parser.add_argument("--unit", default="", help="code of the unit to connect its account to")
        parser.add_argument("--house", default=house, help=f"where this house is served (default {house})")
        parser.add_argument("--number", default=NUMBER, help="our number at the gateway (sms)")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = options["kind"]
        port = PORTS[kind] if options["port"] is None else options["port"]
        try:
            with demonstration.accounts_file() as accounts:
                ours = kind == "zalo" and not options["unit"] and accounts is not None
                more = ("--accounts", str(accounts)) if ours else ()
                with Standin(kind, "--port", str(port), *more) as standin:
                    self.stdout.write(f"Stand-in of {kind}: {standin.url}/  (Ctrl-C ends it)")
                    if ours:
                        self._meet_demonstration(standin, options["house"])
                    else:
                        self._meet(kind, standin, options)
                    self.stdout.flush()
                    standin.wait()
        except StandinRefused as no:
            raise CommandError(str(no)) from None
        except KeyboardInterrupt:
            self.stdout.write("")

    def _meet_demonstration(self, standin: Standin, house: str) -> None:
        sends = standin.host == settings.DEV_MESSENGER_HOST
        for line in demonstration.meet(standin, hook=f"{house}/hooks/zalo-oa/", sends=sends):
            self.stdout.write(line)
        self._only_receives(standin, sends)

    def _only_receives(self, standin: Standin, sends: bool) -> None:
        if not sends:
            self.stdout.write(
                f"The house only receives: its answers do not come here. Start it, and this, with "
                f"LANTOA_DEV_MESSENGER_HOST={standin.host}"
            )

    def _meet(self, kind: str, standin: Standin, options: dict[str, Any]) -> None:
        ours = kind == "sms" or standin.host == settings.DEV_MESSENGER_HOST
        if not options["unit"]:
            self.stdout.write("Not connected: --unit CODE connects its account to a unit.")
        elif kind == "zalo":
            hook = f"{options['house']}/hooks/zalo-oa/"
            oa_id = connect_zalo(standin, options["unit"], hook=hook, sends=ours)
            self.stdout.write(f"Account {oa_id} belongs to unit {options['unit']}; what residents write goes to {hook}")
        else:
            hook = f"{options['house']}/hooks/sms/{options['number']}/"
            token = secrets.token_urlsafe(24)
            connect_sms(standin, options["unit"], options["number"], token, hook=hook, sends=True)
            self.stdout.write(f"Number {options['number']} belongs to unit {options['unit']}.")
        self._only_receives(standin, ours)
