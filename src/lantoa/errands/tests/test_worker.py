from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from lantoa.errands import actions, tasks
from lantoa.errands.logic import MOST_TRIES, Announcement, Hopeless, Later, wait_after
from lantoa.errands.models import Errand, Tick
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class BellRang(Announcement):
    bell: int


heard: list[int] = []
faults: list[Exception] = []


def hear(bell: int) -> None:
    if faults:
        raise faults.pop()
    heard.append(bell)


def look() -> None:
    heard.append(-1)


@pytest.fixture(autouse=True)
def house():
    before = (dict(actions._listeners), dict(actions._tasks), list(actions._regular))
    heard.clear()
    faults.clear()
    tasks._seen.clear()
    actions.listen({BellRang: [hear]})
    with clock.moved(datetime(2026, 10, 15, 9, 0)):
        yield
    actions._listeners, actions._tasks = before[0], before[1]
    actions._regular[:] = before[2]


def it_hands_each_announcement_to_its_listener_once():
    actions.announce(BellRang(7))

    touched = tasks.drain(), tasks.drain()

    assert touched == (1, 0)
    assert heard == [7]
    assert Errand.objects.get().state == Errand.State.DONE


def it_leaves_work_alone_until_it_is_due():
    actions.announce(BellRang(7), due=clock.now() + timedelta(seconds=10))

    early = tasks.drain()
    clock.advance(timedelta(seconds=10))
    late = tasks.drain()

    assert (early, late) == (0, 1)


def it_promises_a_keyed_announcement_only_once():
    actions.announce(BellRang(7), key="bell:7")
    actions.announce(BellRang(7), key="bell:7")

    tasks.drain()

    assert heard == [7]


def it_lets_failed_work_rest_and_tries_again():
    faults.append(ValueError("the resident's own words"))
    actions.announce(BellRang(7))

    tasks.drain()
    errand = Errand.objects.get()
    clock.advance(wait_after(1, chance=1.0))
    tasks.drain()

    assert (errand.state, errand.tries, errand.fault) == (Errand.State.WAITING, 1, "ValueError")
    assert heard == [7]


def it_parks_work_that_fails_every_time_with_class_and_code_only():
    actions.announce(BellRang(7))

    for _ in range(MOST_TRIES):
        faults.append(OSError(28, "No space left for: Ông Bảy ở số 12"))
        tasks.drain()
        clock.advance(timedelta(hours=2))

    errand = Errand.objects.get()
    assert (errand.state, errand.fault) == (Errand.State.PARKED, "OSError 28")
    assert tasks.drain() == 0


def it_parks_hopeless_work_at_once():
    faults.append(Hopeless("grant-lost"))
    actions.announce(BellRang(7))

    tasks.drain()

    assert Errand.objects.get().fault == "Hopeless grant-lost"


def it_counts_no_try_when_a_task_asks_for_later():
    faults.append(Later(timedelta(minutes=5)))
    actions.announce(BellRang(7))

    tasks.drain()

    errand = Errand.objects.get()
    assert (errand.tries, errand.due) == (0, clock.now() + timedelta(minutes=5))


def it_parks_a_row_whose_task_nobody_knows():
    Errand.objects.create(task="lantoa.gone.task", due=clock.now(), made_at=clock.now())

    tasks.drain()

    assert Errand.objects.get().fault == "UnknownTask"


def it_takes_up_the_rows_of_a_dead_worker_when_their_lease_ends():
    actions.announce(BellRang(7))
    actions.claim(owner="dead", limit=50, lease=tasks.LEASE)

    at_once = tasks.drain()
    clock.advance(tasks.LEASE)
    afterwards = tasks.drain()

    assert (at_once, afterwards) == (0, 1)
    assert heard == [7]


def it_parks_work_that_kills_its_worker_and_spares_its_neighbours():
    for bell in (1, 2, 3):
        actions.announce(BellRang(bell))
    actions.claim(owner="dead", limit=50, lease=tasks.LEASE)
    poison = Errand.objects.order_by("id").first()
    Errand.objects.filter(pk=poison.pk).update(tries=MOST_TRIES - 1)
    clock.advance(tasks.LEASE)

    for _ in range(3):
        tasks.drain()

    poison.refresh_from_db()
    assert (poison.state, poison.fault) == (Errand.State.PARKED, "WorkerDied")
    assert heard == [2, 3]


def it_lets_a_late_worker_settle_nothing_that_another_took():
    actions.announce(BellRang(7))
    held = actions.claim(owner="slow", limit=50, lease=tasks.LEASE)
    clock.advance(tasks.LEASE)
    actions.claim(owner="quick", limit=1, lease=tasks.LEASE, orphans=True)

    changed = actions.finish(owner="slow", ids=[held[0].pk])

    assert changed == 0


def it_runs_a_regular_job_once_per_slot_whoever_comes_first():
    actions.listen({}, [(10, look)])

    tasks.tick()
    tasks._seen.clear()  # a second worker
    tasks.tick()
    clock.advance(timedelta(seconds=10))
    tasks.tick()

    assert heard == [-1, -1]
    assert Tick.objects.count() == 1


def it_promises_rare_jobs_as_rows_so_that_a_crash_loses_none():
    actions.listen({}, [(3600, look)])

    tasks.tick()
    promised = Errand.objects.count()
    tasks.drain()

    assert promised == 1
    assert heard == [-1]


def it_forgets_done_work_after_three_days_but_never_waiting_or_parked_work():
    actions.announce(BellRang(1))
    tasks.drain()
    Errand.objects.create(task="x", due=clock.now(), made_at=clock.now(), state=Errand.State.PARKED)
    actions.announce(BellRang(2), due=clock.now() + timedelta(days=9))
    clock.advance(timedelta(days=4))

    tasks.sweep()

    assert sorted(Errand.objects.values_list("state", flat=True)) == [Errand.State.WAITING, Errand.State.PARKED]
