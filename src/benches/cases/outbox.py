"""The outbox drained to a far side that answers at once, against a client posting the same messages from memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median

from benches.bench import Bench
from benches.cases.webhook import connected

TEXT = "Công an phường đã nhận tin của bạn. Chúng tôi sẽ trả lời trong 8 giờ làm việc."


def run(bench: Bench) -> None:
    from django.conf import settings

    from lantoa.delivery.models import Bucket, Outbox
    from lantoa.delivery.states import OutboxState
    from lantoa.delivery.tasks import drain_outbox

    sink = subprocess.Popen([sys.executable, "-m", "benches.sink"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    port = int(sink.stdout.readline())
    settings.DEV_MESSENGER_HOST = f"127.0.0.1:{port}"
    try:
        account = connected()
        _grant(account)
        Bucket.objects.update(allowed=1_000_000)
        count = min(max(bench.rows // 10, 500), 10_000)
        _bare(500)
        _plant(account, 500, "warm")
        _drain(drain_outbox)
        ratios, full = [], []
        for turn in range(3):
            floor = _bare(count)
            _plant(account, count, str(turn))
            full.append(count / _drain(drain_outbox))
            bench.tell("floor: the same client bare", floor, "1/s", n=count)
            ratios.append(full[-1] / floor)
        unsent = Outbox.objects.exclude(state=OutboxState.SENT).count()
        bench.tell("drained", median(full), "1/s", n=3 * count, ratio=round(median(ratios), 2), unsent=unsent)
        _plant(account, 50, "few")
        bench.tell("a batch of 50", bench.statements(drain_outbox), "statements", n=50)
        _quota(bench, account, port)
    finally:
        sink.stdin.close()
        sink.wait(10)


def _quota(bench: Bench, account: int, port: int) -> None:
    """600 waiting, 100 allowed in any minute: what arrives in three seconds."""
    from lantoa.delivery.models import Bucket
    from lantoa.delivery.tasks import drain_outbox

    _plant(account, 600, "quota")
    Bucket.objects.update(allowed=100, spent=[])
    before, begun = _count(port), time.time()
    while time.time() - begun < 3:
        if not drain_outbox():
            time.sleep(0.02)
    sent, allowed = _count(port) - before, 100
    bench.tell("sent under a quota", sent, "messages", allowed=allowed, exceeded=sent > allowed)


def _count(port: int) -> int:
    return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/count").read())


def _drain(drain: object) -> float:
    begun = time.perf_counter()
    while drain():
        pass
    return time.perf_counter() - begun


def _bare(count: int) -> float:
    from lantoa.delivery.logic.messenger import Letter, Secrets
    from lantoa.delivery.messengers import all_messengers

    messenger, secrets = all_messengers()["zalo_oa"], Secrets()
    letters = [Letter(str(2**60 + n), TEXT) for n in range(count)]
    waiting = iter(letters)

    def work() -> None:
        for letter in waiting:
            messenger.send(letter, secrets, "token")

    with ThreadPoolExecutor(4) as pool:
        begun = time.perf_counter()
        for done in [pool.submit(work) for _ in range(4)]:
            done.result()
        return count / (time.perf_counter() - begun)


def _grant(account: int) -> None:
    from lantoa.delivery.actions import connect
    from lantoa.delivery.models import Account, Grant
    from lantoa.delivery.queries.known import account_key, forget_accounts, secrets_row
    from lantoa.kit import clock

    row = Account.objects.get(pk=account)
    plain = json.dumps({"secret": "s", "app_secret": "a", "address": "", "extra": {}}).encode()
    row.secrets = account_key().seal(plain, row=secrets_row(row.kind, row.external_id))
    row.save()
    Grant.objects.create(
        account=row, tokens=connect.seal_tokens(account, "token", "r"), expires_at=clock.now() + timedelta(days=1)
    )
    forget_accounts()


def _plant(account: int, count: int, mark: str) -> None:
    from django.db import connection

    from lantoa.delivery.actions.day_key import day_key
    from lantoa.delivery.models import Outbox
    from lantoa.delivery.queries import address_hash
    from lantoa.kit import clock

    key, now = day_key("outbox"), clock.now()
    rows = []
    for n in range(count):
        name, address = f"{mark}-{n}", str(2**60 + n)
        body = key.seal(json.dumps({"address": address, "text": TEXT}).encode(), row=f"outbox:{name}")
        to = address_hash(account, address)
        rows.append(Outbox(account_id=account, key=name, purpose="answer", to=to, body=body, seal_key=key.id,
                           due=now, made_at=now))  # fmt: skip
    Outbox.objects.bulk_create(rows, batch_size=1000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE delivery_outbox")
