"""``lantoa connect``: give a unit an account of a messenger."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.delivery.actions.connect import BelongsElsewhere, connect_account
from lantoa.delivery.actions.recheck import recheck
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.journal.logic import HOUSE
from lantoa.places.queries import unit_by_code


class Command(BaseCommand):
    help = (
        "Example: lantoa connect zalo-oa --unit 31120 --app-id 1 --oa-id 2 --secret-file oa.secret\n"
        "Repeat it for each account; all share one webhook address, /hooks/zalo-oa/. Giving an account again changes "
        "its secrets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="zalo-oa | sms")
        zalo = kinds.add_parser("zalo-oa", help="a Zalo Official Account")
        zalo.add_argument("--app-id", required=True, help="id of the app that holds the webhook")
        zalo.add_argument("--oa-id", required=True, help="id of the Official Account")
        zalo.add_argument("--secret-file", required=True, type=Path, help="OA secret key, from the webhook page")
        zalo.add_argument("--app-secret-file", type=Path, help="secret of the app; needed to send")
        zalo.add_argument("--token-file", type=Path, help="a first refresh token; needed to send, used up at once")
        sms = kinds.add_parser("sms", help="a gateway for short messages")
        sms.add_argument("--number", required=True, help="our number, as the gateway names it")
        sms.add_argument("--secret-file", required=True, type=Path, help="token that the gateway shows us")
        sms.add_argument("--gateway", default="", help="address that takes our messages; without it we only receive")
        sms.add_argument("--token-file", type=Path, help="token that we show the gateway")
        for one in (zalo, sms):
            one.add_argument("--unit", required=True, help="code of the unit")
            one.add_argument(
                "--per-minute",
                type=int,
                default=0,
                help="calls it may make in a minute (Zalo: 100 or 2000, by package), at least 2",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        unit = unit_by_code(options["unit"])
        if unit is None:
            raise CommandError(f"No unit has the code {options['unit']!r} today. lantoa places load brings units.")
        kind = options["kind"].replace("-", "_")
        external_id = options["oa_id"] if kind == "zalo_oa" else _digits(options["number"])
        more = self._zalo(options) if kind == "zalo_oa" else self._sms(options)
        try:
            account = connect_account(
                by=HOUSE,
                messenger=all_messengers()[kind],
                unit=unit.pk,
                external_id=external_id,
                per_minute=max(0, options["per_minute"]),
                **more,
            )
        except BelongsElsewhere:
            raise CommandError(
                f"Account {external_id} is connected to another unit or app already. Nothing was changed."
            ) from None
        kept = recheck(account)
        self.stdout.write(f"Connected {options['kind']} {external_id} to {unit}.")
        if kept:
            self.stdout.write(f"{kept} events that were kept while the secret did not fit are taken now.")
        if kind == "sms":
            self.stdout.write(f"The gateway posts to /hooks/sms/{external_id}/")
        elif not options["token_file"] or not options["app_secret_file"]:
            self.stdout.write("It only receives. To answer too, give --app-secret-file and --token-file.")

    def _zalo(self, options: dict[str, Any]) -> dict[str, Any]:
        return {
            "app_id": options["app_id"],
            "secrets": Secrets(_read(options["secret_file"]), _read(options["app_secret_file"])),
            "refresh_token": _read(options["token_file"]),
        }

    def _sms(self, options: dict[str, Any]) -> dict[str, Any]:
        gateway = options["gateway"]
        if gateway and not gateway.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise CommandError("--gateway must be an https address.")
        token = _read(options["token_file"])
        return {"secrets": Secrets(_read(options["secret_file"]), app_secret=token, address=gateway)}


def _read(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        held = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"{path} cannot be read: {fault}") from fault
    if not held:
        raise CommandError(f"{path} is empty.")
    return held


def _digits(number: str) -> str:
    found = "".join(c for c in number if c.isdigit())
    if not found:
        raise CommandError("--number needs digits.")
    return found
