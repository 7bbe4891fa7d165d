"""The quota of an account: a bucket of tokens, taken in chunks by whoever sends."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import connection

from lantoa.delivery.models import Bucket
from lantoa.kit.pace import giving_way

_TAKE = """
UPDATE delivery_bucket SET tokens = {least}(cap, tokens + (%s - at) * rate) - %s, at = %s
WHERE account_id = %s AND {least}(cap, tokens + (%s - at) * rate) >= %s
"""
_LEAST = {"postgresql": "least", "sqlite": "min"}


def take(account: int, wanted: int) -> tuple[int, timedelta]:
    """As many tokens as there are, at most ``wanted``; and how long until there is one for the rest. Never more than the
    quota, however many workers ask: the tokens are taken by one conditional update."""
    asked = wanted
    while wanted > 0:
        now = time.time()
        if _taken(account, wanted, now):
            return wanted, timedelta(0) if wanted == asked else _until_next(account, now)
        bucket = Bucket.objects.filter(account=account).first()
        if bucket is None:
            return wanted, timedelta(0)
        wanted = min(wanted - 1, int(min(bucket.cap, bucket.tokens + (now - bucket.at) * bucket.rate)))
    return 0, _until_next(account, time.time())


def _taken(account: int, wanted: int, now: float) -> bool:
    sql = _TAKE.format(least=_LEAST[connection.vendor])
    with giving_way(), connection.cursor() as cursor:
        cursor.execute(sql, [now, wanted, now, account, now, wanted])
        return bool(cursor.rowcount == 1)


def _until_next(account: int, now: float) -> timedelta:
    bucket = Bucket.objects.get(account=account)
    missing = 1 - min(bucket.cap, bucket.tokens + (now - bucket.at) * bucket.rate)
    return timedelta(seconds=min(60.0, max(0.1, missing / bucket.rate + 0.1)))


def give_back(account: int, count: int) -> None:
    """Tokens that were not used after all."""
    sql = "UPDATE delivery_bucket SET tokens = {least}(cap, tokens + %s) WHERE account_id = %s"
    with giving_way(), connection.cursor() as cursor:
        cursor.execute(sql.format(least=_LEAST[connection.vendor]), [count, account])
