from __future__ import annotations

import threading
from pathlib import Path

import pytest

from lantoa.kit import hints
from lantoa.web.worker import Worker, drained


def run(worker: Worker) -> threading.Thread:
    thread = threading.Thread(target=worker.run)
    thread.start()
    return thread


@pytest.fixture
def own_hints(tmp_path: Path):
    hints.use(tmp_path)
    yield
    from django.conf import settings

    hints.use(settings.DATA)


def it_goes_on_with_the_others_when_one_round_fails(own_hints):
    went = threading.Semaphore(0)

    def fails() -> int:
        raise OSError(28, "No space left")

    def works() -> int:
        went.release()
        return 1

    worker = Worker([fails, works])
    thread = run(worker)

    assert all(went.acquire(timeout=20) for _ in range(3))
    worker.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()


def it_wakes_at_a_hint(own_hints, monkeypatch):
    monkeypatch.setattr("lantoa.web.worker.LOOK_EVERY", 30.0)
    looked = threading.Semaphore(0)

    def looks() -> int:
        looked.release()
        return 0

    worker = Worker([looks])
    thread = run(worker)
    assert looked.acquire(timeout=20)
    woken = False
    for _ in range(200):
        hints.poke()
        woken = woken or looked.acquire(timeout=0.1)
        if woken:
            break

    assert woken
    worker.stop()
    hints.poke()
    thread.join(timeout=20)
    assert not thread.is_alive()


def it_tells_that_somebody_listens(own_hints):
    before = hints.nobody_listens()
    ear = hints.listener()

    assert (before, hints.nobody_listens(), hints.listener()) == (True, False, None)
    ear.close()


def it_pokes_nobody_without_complaint(own_hints):
    hints.poke()


def it_drains_until_nothing_is_due():
    left = [2, 1, 0]

    assert drained([lambda: left.pop(0)]) == 3


def it_says_when_work_does_not_end():
    with pytest.raises(RuntimeError):
        drained([lambda: 1], most=5)
