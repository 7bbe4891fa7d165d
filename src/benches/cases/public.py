"""A tip by the public form (final POST, receipts drawn before) and the status page, with a worker running."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from benches import load
from benches.bench import Bench
from benches.town import Town

REPORTS = 600
TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


def run(bench: Bench) -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    town = Town(min(bench.rows, 2_000)).build()
    _count(bench, _form(town, 1)[0])
    with bench.server(worker=True):
        floor = bench.floor(in_flight=8)
        outcome = bench.load([_post("/bao-tin/", one) for one in _form(town, REPORTS)], in_flight=8)
        _tell(bench, "tip by form", outcome, floor)
        outcome = bench.load([_post("/tin/", one) for one in _status()], in_flight=8)
        _tell(bench, "status page", outcome, floor)


def _post(path: str, fields: dict[str, str]) -> bytes:
    return load.http("POST", path, urlencode(fields).encode(), TYPE)


def _sum() -> dict[str, str]:
    """An answered sum, because one address asks very often here; it serves once."""
    from lantoa.tips.logic import ticket

    held = {"sum": 5, "sign": secrets.token_hex(8)}
    return {"hoi": ticket.seal("sum", held, lasts=timedelta(minutes=30)), "tong": "5"}


def _form(town: Town, count: int) -> list[dict[str, str]]:
    """The last page of so many forms, each with a receipt of its own (the hash is not what is measured)."""
    from lantoa.tips.logic import ticket
    from lantoa.tips.logic.answers import LASTS, Answers

    found = []
    for _ in range(count):
        beat = town.rng.choice(town.beats)
        answers = Answers(
            step="check", danger="no", choice="theft", words=" ".join(town.text()), unit=beat.unit_id,
            area=beat.area_id,
            place="đầu hẻm", day="today", mode="anonymous",
            receipt={"digits": "0" * 16, "lookup": secrets.token_bytes(32).hex(), "nonce": secrets.token_hex(12)},
        )  # fmt: skip
        found.append({"tin": ticket.seal("report", answers.packed(), lasts=LASTS), "go": "send", **_sum()})
    return found


def _status() -> list[dict[str, str]]:
    """The status page of threads that came by the form, opened by the sealed token."""
    from lantoa.conversations.models import Thread
    from lantoa.tips.logic import ticket

    ids = Thread.objects.order_by("-n").values_list("public_id", flat=True)[:REPORTS]
    return [
        {"t": ticket.seal("status", {"thread": one, "nonce": secrets.token_hex(12), "display": ""},
                          lasts=timedelta(minutes=30)), "go": "news"}
        for one in ids
    ]  # fmt: skip


def _count(bench: Bench, fields: dict[str, str]) -> None:
    from django.test import Client

    client = Client()

    def send() -> Any:
        answer = client.post("/bao-tin/", fields, SERVER_NAME="127.0.0.1")
        if answer.status_code != 200:
            raise RuntimeError(f"The form answered {answer.status_code}.")

    bench.tell("tip by form, statements", bench.statements(send), "statements")


def _tell(bench: Bench, name: str, outcome: load.Outcome, floor: float) -> None:
    bench.tell(name, outcome.rate, "1/s", n=outcome.n, ratio=round(outcome.rate / floor, 2),
               p99_ms=round(outcome.p99, 1), refused=outcome.refused)  # fmt: skip
