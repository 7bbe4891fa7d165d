"""Promising later work in the transaction of the change that causes it, and taking it up again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from lantoa.errands import rules
from lantoa.errands.logic import MOST_TRIES, Announcement, wait_after
from lantoa.errands.models import Errand, Tick
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, hints

_listeners: dict[type[Announcement], tuple[str, ...]] = {}
_tasks: dict[str, Callable[..., Any]] = {}
_regular: list[tuple[int, str]] = []


class NotYours(Exception):
    """This person may not start stuck work again."""


def path_of(task: Callable[..., Any]) -> str:
    """The dotted path under which a task is written into rows."""
    return f"{task.__module__}.{task.__qualname__}"


def listen(
    listeners: Mapping[type[Announcement], Sequence[Callable[..., Any]]],
    every: Sequence[tuple[int, Callable[..., Any]]] = (),
) -> None:
    """Take the lists of ``web/wiring.py``: which functions hear which announcement, which jobs are regular."""
    _listeners.clear()
    _tasks.clear()
    _regular[:] = [(seconds, path_of(job)) for seconds, job in every]
    _tasks.update({path_of(job): job for _, job in every})
    for announcement, tasks in listeners.items():
        _listeners[announcement] = tuple(path_of(task) for task in tasks)
        _tasks.update({path_of(task): task for task in tasks})


def task_at(path: str) -> Callable[..., Any] | None:
    """The function of a row; None for a path that no list names (any more)."""
    return _tasks.get(path)


def regular_jobs() -> list[tuple[int, str]]:
    """The regular jobs: seconds between runs, and path."""
    return list(_regular)


def announce(said: Announcement, *, due: datetime | None = None, key: str | None = None) -> int:
    """One errand row per listener, inside the caller's transaction. Returns how many.

    ``due`` delays the work; with ``key`` the same promise is made only once per listener.
    """
    now = clock.now()
    rows = [
        Errand(task=task, args=said.fields(), due=due or now, made_at=now, key=f"{key}:{task}"[-200:] if key else None)
        for task in _listeners.get(type(said), ())
    ]
    if not rows:
        return 0
    Errand.objects.bulk_create(rows, ignore_conflicts=key is not None)
    transaction.on_commit(hints.poke)
    return len(rows)


def beat(name: str) -> None:
    """Write one heartbeat row: proof that the database takes writes now. Raises what the database raises."""
    Tick.objects.update_or_create(name=name, slot=0, defaults={"at": clock.now()})


# --- the worker's side ------------------------------------------------------------------------

_DUE = "SELECT id FROM errands_errand WHERE state = 0 AND due <= %s AND owner {was} '' ORDER BY due, id LIMIT %s"
_SET = "UPDATE errands_errand SET due = %s, owner = %s, tries = tries + {more}"
_CLAIM = {
    # the CTE keeps its speed on a table that nobody analyzed yet; SKIP LOCKED lets workers pass each other
    "postgresql": "WITH k AS MATERIALIZED (" + _DUE + " FOR UPDATE SKIP LOCKED) " + _SET + " FROM k"
    " WHERE errands_errand.id = k.id RETURNING errands_errand.id",
    "sqlite": _SET + " WHERE state = 0 AND id IN (" + _DUE + ") RETURNING id",
}


def new_owner() -> str:
    """A name for one worker and round; never used twice, so that a late worker cannot settle another's row."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def claim(*, owner: str, limit: int, lease: timedelta, orphans: bool = False) -> list[Errand]:
    """Take up to ``limit`` due rows by moving their ``due`` forward; a dead worker's rows come due by themselves.

    With ``orphans`` those are taken that a worker died with; that counts as a try, so that work which kills
    its worker is parked in the end instead of killing for ever.
    """
    now = clock.now()
    waiting = Errand.objects.filter(state=Errand.State.WAITING, due__lte=now)
    if not (waiting.exclude(owner="") if orphans else waiting.filter(owner="")).exists():
        return []  # an idle look must not take the write lock
    text = _CLAIM[connection.vendor].format(was="<>" if orphans else "=", more=1 if orphans else 0)
    moment = connection.ops.adapt_datetimefield_value
    inner: list[Any] = [moment(now), limit]
    outer: list[Any] = [moment(now + lease), owner]
    params = inner + outer if connection.vendor == "postgresql" else outer + inner
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, params)
        ids = [row[0] for row in cursor.fetchall()]
    return list(Errand.objects.filter(pk__in=ids, owner=owner).order_by("id"))


def finish(*, owner: str, ids: Iterable[int]) -> int:
    """Mark rows done, those that are still this owner's."""
    held = Errand.objects.filter(pk__in=list(ids), owner=owner, state=Errand.State.WAITING)
    return held.update(state=Errand.State.DONE, owner="", fault="")


def put_back(*, owner: str, ids: Iterable[int]) -> int:
    """Give rows back that there was no time for."""
    held = Errand.objects.filter(pk__in=list(ids), owner=owner, state=Errand.State.WAITING)
    return held.update(due=clock.now(), owner="")


def rest(*, owner: str, pk: int, wait: timedelta) -> None:
    """Let a row wait without counting a try."""
    held = Errand.objects.filter(pk=pk, owner=owner, state=Errand.State.WAITING)
    held.update(due=clock.now() + wait, owner="")


def fail(*, owner: str, errand: Errand, fault: str) -> bool:
    """Count a try: the row rests, or is parked after the last. Returns whether it was parked."""
    held = Errand.objects.filter(pk=errand.pk, owner=owner, state=Errand.State.WAITING)
    tries = errand.tries + 1
    if tries >= MOST_TRIES:
        return park(owner=owner, pk=errand.pk, fault=fault, tries=tries)
    held.update(due=clock.now() + wait_after(tries), owner="", tries=tries, fault=fault[:200])
    return False


def park(*, owner: str, pk: int, fault: str, tries: int) -> bool:
    """Put a row aside for a person to see: class and code of the fault only."""
    held = Errand.objects.filter(pk=pk, owner=owner, state=Errand.State.WAITING)
    changed = held.update(state=Errand.State.PARKED, owner="", tries=tries, fault=fault[:200], due=clock.now())
    return changed == 1


@transaction.atomic
def retry(*, by: Actor, ids: Sequence[int]) -> int:
    """Start parked errands again with all their tries. Raises NotYours."""
    if not rules.may_see_stuck(by):
        raise NotYours
    parked = Errand.objects.filter(pk__in=ids, state=Errand.State.PARKED)
    held = list(parked.values_list("pk", flat=True))
    parked.update(state=Errand.State.WAITING, due=clock.now(), tries=0, owner="")
    for pk in held:
        journal.write(by=by, verb="errand.retried", about=f"errand:{pk}")
    transaction.on_commit(hints.poke)
    return len(held)


def take_slot(*, path: str, slot: int, promise: bool) -> bool:
    """Whether this worker is the one to run a regular job in this slot of time; with ``promise`` the run
    is an errand row made in the same transaction, so that it survives a crash."""
    now = clock.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO errands_tick (name, slot, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [path, slot, connection.ops.adapt_datetimefield_value(now)],
            )
            won = bool(cursor.rowcount == 1)
        if won:
            Tick.objects.filter(name=path, slot__lt=slot).delete()
            if promise:
                Errand.objects.create(task=path, args={}, due=now, made_at=now)
    return won


def sweep_done(*, before: datetime, limit: int = 1000) -> int:
    """Delete done rows made before a moment, some at a time; keyed ones are kept thirty days longer."""
    old = Errand.objects.filter(state=Errand.State.DONE, made_at__lt=before)
    keyed_until = before - timedelta(days=30)
    ids = list(
        (old.filter(key__isnull=True) | old.filter(made_at__lt=keyed_until))
        .order_by("id")
        .annotate(n=F("id"))
        .values_list("n", flat=True)[:limit]
    )
    return Errand.objects.filter(pk__in=ids).delete()[0]
