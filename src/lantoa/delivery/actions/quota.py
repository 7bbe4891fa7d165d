"""The quota of an account, counted call by call: taken before calling, reported afterwards."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lantoa.delivery.logic import minute
from lantoa.delivery.models import Bucket
from lantoa.kit import clock
from lantoa.kit.pace import giving_way


def take(account: int, wanted: int, *, owner: str, life: bool = False) -> tuple[int, timedelta]:
    """As many calls as are free, at most ``wanted``; and how long until there is one for the rest. Some are kept for
    what is about ``life``."""
    with giving_way(), transaction.atomic():
        bucket = Bucket.objects.select_for_update().filter(account=account).first()
        if bucket is None:
            return wanted, timedelta(0)
        now = clock.now().timestamp()
        spent = minute.living(bucket.spent, now)
        allowed = bucket.allowed if life else bucket.allowed - bucket.allowed // minute.KEPT
        given, spent = minute.taken(spent, allowed=allowed, wanted=wanted, owner=owner, now=now)
        if given:
            Bucket.objects.filter(pk=bucket.pk).update(spent=spent)
    return given, timedelta(0) if given == wanted else timedelta(seconds=minute.until_next(spent, now))


def made(account: int, calls: int, *, owner: str) -> None:
    """So many of the calls that this owner took were made; the rest are free again."""
    with giving_way(), transaction.atomic():
        bucket = Bucket.objects.select_for_update().filter(account=account).first()
        if bucket is not None:
            now = clock.now().timestamp()
            spent = minute.reported(minute.living(bucket.spent, now), calls=calls, owner=owner, now=now)
            Bucket.objects.filter(pk=bucket.pk).update(spent=spent)
