"""The messengers' door: signed events accepted and stored, power-cut safe, against the floor; also while the worker
drains what came in."""

from __future__ import annotations

import hashlib
import json
import os
import time
from statistics import median

from benches import load
from benches.bench import Bench

APP, OA, SECRET = "360846524940903967", "388613280878808645", "bench-secret"
WORDS = (
    "hẻm",
    "45",
    "gần",
    "chợ",
    "có",
    "mấy",
    "người",
    "lạ",
    "đi",
    "xe",
    "máy",
    "không",
    "biển",
    "số",
    "nhìn",
    "nhà",
)


def run(bench: Bench) -> None:
    from lantoa.delivery.actions import store
    from lantoa.delivery.models import Inbox
    from lantoa.kit import clock

    account = connected()
    count = min(max(bench.rows // 25, 500), 4000)
    sent = 0
    with bench.server():
        sent += bench.load(events(200), in_flight=8).n
        for in_flight in (8, 32):
            sent += _pairs(bench, f"accepted c{in_flight}", in_flight, count)
    bench.tell("answered 200 and not stored", sent - Inbox.objects.count(), "events", n=sent)
    now = clock.now()
    rows = [store.Arrival("zalo_oa", account, f"s{n}", b"x", 1, 1, 0, now, now) for n in range(64)]
    bench.tell("a batch of 64", bench.statements(lambda: store.store(rows)), "statements")
    Inbox.objects.filter(external_id__startswith="s").delete()
    with bench.server(worker=True):
        time.sleep(2)  # the worker has begun on what the first half left
        for in_flight in (8, 32):
            before, begun = Inbox.objects.filter(state=1).count(), time.monotonic()
            _pairs(bench, f"accepted c{in_flight}, worker draining", in_flight, count)
            drained = Inbox.objects.filter(state=1).count() - before
            waiting = Inbox.objects.filter(state=0).count()
            bench.tell(f"drained c{in_flight}", drained / (time.monotonic() - begun), "1/s", n=drained, waiting=waiting)


def _pairs(bench: Bench, name: str, in_flight: int, count: int) -> int:
    """Floor and door in turn, three times: the ratio is the median of the pairs, so that noise meets both."""
    runs: list[load.Outcome] = []
    ratios = []
    for _ in range(3):
        floor = bench.floor(in_flight=in_flight, seconds=1.5, times=1)
        runs.append(bench.load(events(count), in_flight=in_flight))
        ratios.append(runs[-1].rate / floor)
    bench.tell(
        name,
        median(one.rate for one in runs),
        "1/s",
        n=sum(one.n for one in runs),
        statements=1,
        ratio=round(median(ratios), 2),
        p50_ms=round(median(one.p50 for one in runs), 1),
        p99_ms=round(median(one.p99 for one in runs), 1),
        refused=sum(one.refused for one in runs),
    )
    return sum(one.n for one in runs)


def connected() -> int:
    from lantoa.delivery.actions import connect_account
    from lantoa.delivery.logic.messenger import Secrets
    from lantoa.delivery.messengers import all_messengers
    from lantoa.journal.logic import HOUSE
    from lantoa.places.actions import load_facts
    from lantoa.places.models import Unit

    load_facts(by=HOUSE)
    unit = Unit.objects.filter(kind="commune").order_by("pk")[0]
    messenger = all_messengers()["zalo_oa"]
    secrets = Secrets(secret=SECRET)
    account = connect_account(by=HOUSE, messenger=messenger, unit=unit.pk, external_id=OA, app_id=APP, secrets=secrets)
    return account.pk


def events(count: int) -> list[bytes]:
    """Distinct signed events of about 500 bytes, from 2,000 people."""
    out = []
    for _ in range(count):
        ident = os.urandom(9).hex()
        event = {
            "app_id": APP,
            "sender": {"id": str(2**60 + int(ident[:3], 16))},
            "user_id_by_app": "552177279717587730",
            "recipient": {"id": OA},
            "event_name": "user_send_text",
            "message": {"text": " ".join(WORDS[int(c, 16)] for c in ident), "msg_id": ident},
            "timestamp": str(int(time.time() * 1000)),
        }
        body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        mac = hashlib.sha256(APP.encode() + body + event["timestamp"].encode() + SECRET.encode()).hexdigest()
        headers = {"Content-Type": "application/json", "X-ZEvent-Signature": f"mac={mac}"}
        out.append(load.http("POST", "/hooks/zalo-oa/", body, headers))
    return out
