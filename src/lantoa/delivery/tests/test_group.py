"""The writer of a process: rows of many requests in one commit, nobody answered before it, nobody waiting for ever."""

import threading

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from lantoa.delivery.actions import group, store
from lantoa.delivery.models import Inbox
from lantoa.kit import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ended():
    group.drain()
    yield
    group.drain()


def arrival(number):
    now = clock.now()
    return store.Arrival("zalo_oa", None, str(number), b"x", 1, 1, 0, now, now)


def at_once(count, work):
    """Run ``work(n)`` in so many threads; what each raised or returned."""
    seen = [None] * count

    def run(n):
        try:
            seen[n] = work(n)
        except Exception as fault:
            seen[n] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def stored_when_answered(number):
    group.submit(arrival(number))
    return Inbox.objects.filter(external_id=str(number)).exists()


def it_answers_only_after_the_commit():
    assert at_once(40, stored_when_answered) == [True] * 40
    assert Inbox.objects.count() == 40


def it_gathers_what_comes_during_a_commit(monkeypatch):
    sizes, gate, real = [], threading.Event(), store.store

    def slow(rows):
        sizes.append(len(rows))
        gate.wait(5)
        return real(rows)

    monkeypatch.setattr(group, "store", slow)
    threading.Timer(0.2, gate.set).start()

    assert at_once(30, lambda n: group.submit(arrival(n))) == [None] * 30
    assert len(sizes) < 10
    assert sum(sizes) == 30


def it_saves_the_others_when_one_row_is_bad(monkeypatch):
    real = store.store

    def picky(rows):
        if any(row.external_id == "3" for row in rows):
            raise IntegrityError
        return real(rows)

    monkeypatch.setattr(group, "store", picky)

    seen = at_once(8, lambda n: group.submit(arrival(n)))

    assert [isinstance(one, group.Busy) for one in seen] == [n == 3 for n in range(8)]
    assert Inbox.objects.count() == 7


def it_says_busy_at_once_when_the_queue_is_full_and_in_time_when_the_disk_is_slow(monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(group, "store", lambda rows: gate.wait(10))
    monkeypatch.setattr(group, "BACKLOG", 3)
    monkeypatch.setattr(group, "PATIENCE", 0.1)

    seen = at_once(10, lambda n: group.submit(arrival(n)))
    gate.set()

    assert all(isinstance(one, group.Busy) for one in seen)
    assert "queue full" in {str(one) for one in seen}


def it_goes_on_after_a_fault_of_the_database(monkeypatch):
    real, faults = store.store, [OperationalError("disk full")]

    def once(rows):
        if faults:
            raise faults.pop()
        return real(rows)

    monkeypatch.setattr(group, "store", once)

    first = at_once(1, lambda n: group.submit(arrival(1)))
    second = at_once(1, lambda n: group.submit(arrival(1)))

    assert isinstance(first[0], group.Busy)
    assert second == [None]
    assert Inbox.objects.count() == 1


def it_starts_again_when_its_writer_died():
    group.submit(arrival(1))
    died = group._writer
    died.end(5)

    group.submit(arrival(2))

    assert Inbox.objects.count() == 2


def it_finishes_what_it_holds_when_the_process_ends():
    at_once(5, lambda n: group.submit(arrival(n)))

    group.drain()

    assert group._writer is None
    assert Inbox.objects.count() == 5


def it_stores_within_a_transaction_that_is_open():
    with transaction.atomic():
        group.submit(arrival(1))
        transaction.set_rollback(True)

    assert Inbox.objects.count() == 0
