"""The worker's round through the errands. Every task must be safe to run twice: a killed worker's rows come again."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from lantoa.errands import actions
from lantoa.errands.logic import MOST_TRIES, Hopeless, Later, fault_of
from lantoa.errands.models import Errand
from lantoa.kit import clock

log = logging.getLogger("lantoa.errands")

BATCH = 50
LEASE = timedelta(minutes=5)
_ROUND = 60.0  # seconds after which the rest of a batch is given back, far inside the lease
_MARK_AFTER = 0.5
_AS_ERRAND = 60  # jobs at least this many seconds apart are promised as rows; quicker ones just come again
_seen: dict[str, int] = {}


def drain() -> int:
    """Take one batch of due errands and work it off; returns how many rows were touched."""
    alone = actions.claim(owner=(owner := actions.new_owner()), limit=1, lease=LEASE, orphans=True)
    for errand in alone:
        # a try was counted by the claim; what kills its worker again and again ends here
        if errand.tries >= MOST_TRIES:
            actions.park(owner=owner, pk=errand.pk, fault="WorkerDied", tries=errand.tries)
        elif _run(owner, errand):
            actions.finish(owner=owner, ids=[errand.pk])
    return len(alone) + _batch()


def _batch() -> int:
    owner = actions.new_owner()
    errands = actions.claim(owner=owner, limit=BATCH, lease=LEASE)
    done: list[int] = []
    begun = marked = time.monotonic()
    for place, errand in enumerate(errands):
        if time.monotonic() - begun > _ROUND:
            actions.put_back(owner=owner, ids=[e.pk for e in errands[place:]])
            break
        if _run(owner, errand):
            done.append(errand.pk)
        if time.monotonic() - marked > _MARK_AFTER:
            actions.finish(owner=owner, ids=done)
            done, marked = [], time.monotonic()
    if done:
        actions.finish(owner=owner, ids=done)
    return len(errands)


def _run(owner: str, errand: Errand) -> bool:
    """Run one errand; True when it is to be marked done, otherwise it was settled here."""
    task = actions.task_at(errand.task)
    if task is None:
        actions.park(owner=owner, pk=errand.pk, fault="UnknownTask", tries=errand.tries)
        return False
    try:
        task(**errand.args)
    except Later as later:
        actions.rest(owner=owner, pk=errand.pk, wait=later.wait)
    except Hopeless as fault:
        actions.park(owner=owner, pk=errand.pk, fault=fault_of(fault), tries=errand.tries + 1)
        log.error("errand %s %s parked: %s", errand.pk, errand.task, fault_of(fault))
    except Exception as fault:
        parked = actions.fail(owner=owner, errand=errand, fault=fault_of(fault))
        log.warning("errand %s %s failed: %s%s", errand.pk, errand.task, fault_of(fault), ", parked" if parked else "")
    else:
        return True
    return False


def tick() -> int:
    """Start the regular jobs whose slot of time has begun; each runs once per slot, whoever comes first."""
    ran = 0
    for seconds, path in actions.regular_jobs():
        slot = int(clock.now().timestamp()) // seconds
        if _seen.get(path) == slot:
            continue
        if actions.take_slot(path=path, slot=slot, promise=seconds >= _AS_ERRAND):
            ran += 1
            task = actions.task_at(path)
            if seconds < _AS_ERRAND and task is not None:
                try:
                    task()
                except Exception as fault:
                    log.warning("job %s failed: %s", path, fault_of(fault))
        _seen[path] = slot
    return ran


def sweep() -> None:
    """Regular job: forget errands that were done three days ago."""
    before = clock.now() - timedelta(days=3)
    while actions.sweep_done(before=before):
        pass
