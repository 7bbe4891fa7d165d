"""``lantoa replay FILE.jsonl``: every message of a file through its own door, then what became of it."""

from __future__ import annotations

import secrets
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from lantoa.delivery.models import Account
from lantoa.kit import clock
from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.web.replay import outcome, rows
from lantoa.web.replay.doors import Doors
from lantoa.web.replay.house import NoHouse, OwnHouse, running
from lantoa.web.replay.standin import Standin, StandinRefused, connect_sms, connect_zalo

NUMBER = "02920000199"
KILLS = 3
PATIENCE = 600.0


class Command(BaseCommand):
    help = (
        "Example: lantoa replay messages.jsonl --shuffle --duplicate 0.2\n"
        "Sends each message by its own door: Zalo as signed webhooks through the stand-in, the form page by page, SMS "
        "by the gateway's hook, calls by the duty desk. Times are moved so that the last is now. Uses the house that "
        "is served on this machine; when none is, and to be killed, one is served while it lasts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON lines: id, channel, sent_at, text, and ward where known")
        parser.add_argument("--shuffle", action="store_true", help="in any order")
        parser.add_argument("--duplicate", type=float, default=0.0, metavar="P", help="send so many twice, 0 to 1")
        parser.add_argument("--kill-server", action="store_true", help=f"SIGKILL to server and worker {KILLS} times")
        parser.add_argument("--rate", type=float, default=0.0, metavar="N", help="at most N messages a second")
        parser.add_argument(
            "--unit", default="", help="code of the unit whose accounts receive (default: one with areas)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows_read = rows.moved(rows.read(options["file"]), clock.now())
            todo = rows.disturbed(rows_read, shuffle=options["shuffle"], duplicate=options["duplicate"])
            with ExitStack() as held:
                self._replay(held, todo, options)
        except (rows.BadFile, NoHouse, StandinRefused) as no:
            raise CommandError(str(no)) from None

    def _replay(self, held: ExitStack, todo: list[rows.Row], options: dict[str, Any]) -> None:
        others, own = running(), None
        zalo = held.enter_context(_zalo(settings.DEV_MESSENGER_HOST))
        sms = held.enter_context(Standin("sms"))
        if not others or options["kill_server"]:  # somebody else's is never killed
            own = held.enter_context(OwnHouse(zalo.host))
        # another house's worker sends too: never to the real messenger what belongs to the stand-in
        sends = not others or zalo.host == settings.DEV_MESSENGER_HOST
        url = own.url if own else others
        self._say(f"House: {url}" + ("" if sends else " (it receives only: its answers do not go to the stand-in)"))
        doors = self._doors(url, zalo, sms, options["unit"], sends=sends)
        self._send(doors, todo, options["rate"], own if options["kill_server"] else None)
        self._wait(doors)
        if own is not None:
            self._say(f"Server and worker killed {own.kills} times." if own.kills else "")
        result = outcome.judged(doors.gone)
        self.stdout.write("\n".join(result.lines()))
        if result.wrong:
            raise SystemExit(1)

    def _doors(self, url: str, zalo: Standin, sms: Standin, code: str, *, sends: bool) -> Doors:
        code = code or _some_unit()
        oa_id = connect_zalo(zalo, code, hook=f"{url}/hooks/zalo-oa/", sends=sends)
        token = secrets.token_urlsafe(24)
        connect_sms(sms, code, NUMBER, token, hook=f"{url}/hooks/sms/{NUMBER}/", sends=sends)
        known = {a.kind: a.pk for a in Account.objects.filter(external_id__in=[oa_id, NUMBER])}
        accounts = {"zalo": known["zalo_oa"], "sms": known["sms"]}
        self._say(f"Accounts of unit {code} receive.")
        return Doors(url, secrets.token_hex(4), zalo, sms, oa_id, accounts)

    def _send(self, doors: Doors, todo: list[rows.Row], rate: float, victim: OwnHouse | None) -> None:
        kill_at = {len(todo) * (k + 1) // (KILLS + 1) for k in range(KILLS)} if victim else set()
        begun = time.monotonic()
        for number, row in enumerate(_bar(todo, "Sending")):
            if rate:
                time.sleep(max(0.0, begun + number / rate - time.monotonic()))
            doors.send(row)
            if victim is not None and number in kill_at:
                victim.kill()
                victim.start()
                doors.zalo.post("sender", {"flush": True})

    def _wait(self, doors: Doors) -> None:
        """Until the webhooks are delivered and the worker has taken everything."""
        doors.zalo.post("sender", {"flush": True})
        until = time.monotonic() + PATIENCE
        bar = _bar(range(len(doors.gone)), "Taken in")
        while time.monotonic() < until:
            idle = doors.zalo.get("idle?within=5")["idle"]
            undelivered = doors.zalo.get("deliveries?count=1")["counts"].get("waiting", 0)
            left = outcome.waiting(doors.gone)
            bar.n = len(doors.gone) - left - undelivered
            bar.refresh()
            if idle and not undelivered and not left:
                break
            if undelivered:
                doors.zalo.post("sender", {"flush": True})
            time.sleep(0.3)
        bar.close()

    def _say(self, line: str) -> None:
        if line:
            self.stderr.write(line)


def _zalo(host: str) -> Standin:
    """The stand-in, where the running house looks for it if that place is free."""
    wanted = ("zalo", "--seed", "replay", "--threads", "8")
    if host.startswith("127.0.0.1:"):
        with suppress(StandinRefused):
            return Standin(*wanted, "--port", host.rpartition(":")[2])
    return Standin(*wanted)


def _bar(things: Any, words: str) -> Any:
    return tqdm(things, desc=words, unit="msg", disable=not sys.stderr.isatty(), file=sys.stderr)


def _some_unit() -> str:
    """The code of a commune with areas, else of any. Raises NoHouse when there are no places yet."""
    first = Area.objects.select_related("unit").filter(unit__in=units_in_force()).order_by("pk").first()
    unit = first.unit if first else units_in_force().order_by("pk").first()
    code = unit.codes.order_by("-valid_from").first() if unit else None
    if code is None:
        raise NoHouse("This house has no places yet. Start it once with ./run, or load them: lantoa places load FILE")
    return str(code.code)
