"""``lantoa standin zalo|sms``: a local stand-in of somebody else's servers, in a process of its own."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantoa.web.replay.standin import KINDS, Standin, StandinRefused, connect_sms, connect_zalo

PORTS = {"zalo": 8070, "sms": 8071}
NUMBER = "02920000113"


class Command(BaseCommand):
    help = (
        "Example: lantoa standin zalo --unit 31135\n"
        "Starts the stand-in on this machine only. With --unit its account is connected to that unit of this house. "
        "The demonstration's answers go there by themselves; start another house with "
        "LANTOA_DEV_MESSENGER_HOST=127.0.0.1:8070."
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
            with Standin(kind, "--port", str(port)) as standin:
                self.stdout.write(f"Stand-in of {kind}: {standin.url}/  (Ctrl-C ends it)")
                self._meet(kind, standin, options)
                standin.wait()
        except StandinRefused as no:
            raise CommandError(str(no)) from None
        except KeyboardInterrupt:
            self.stdout.write("")

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
        if not ours:
            self.stdout.write(
                f"The house only receives: its answers do not come here. Start it, and this, with "
                f"LANTOA_DEV_MESSENGER_HOST={standin.host}"
            )
