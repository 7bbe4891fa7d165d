"""Counting tries without keeping who tried."""

import os
import struct
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.test import RequestFactory

from lantoa.kit import clock, counters, limits

COUNT_HERE = """
import django; django.setup()
from datetime import datetime
from lantoa.kit import clock, limits
with clock.moved(datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)):
    print(limits.count("try/1", "nga", minutes=15), limits.once("sum/1", "a", until=clock.now()))
"""


@pytest.fixture(autouse=True)
def moved():
    with clock.moved(datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)):
        yield


def caller_at(address, **options):
    return limits.caller(RequestFactory(REMOTE_ADDR=address).get("/tin/", **options))


def it_counts_within_its_minutes():
    assert [limits.count("try/1", "nga", minutes=15) for _ in range(3)] == [1, 2, 3]
    assert limits.counted("try/1", "nga", minutes=15) == 3


def it_begins_again_with_the_next_span():
    limits.count("try/1", "nga", minutes=15)

    clock.advance(timedelta(minutes=15))

    assert limits.counted("try/1", "nga", minutes=15) == 0
    assert limits.count("try/1", "nga", minutes=15) == 1


def it_keeps_values_and_purposes_apart():
    limits.count("try/1", "nga", minutes=15)

    assert limits.counted("try/1", "huy", minutes=15) == 0
    assert limits.counted("other/1", "nga", minutes=15) == 0


def it_forgets_when_told():
    limits.count("try/1", "nga", minutes=15)
    limits.count("try/1", "huy", minutes=15)

    limits.forget("try/1", "nga", minutes=15)

    assert limits.counted("try/1", "nga", minutes=15) == 0
    assert limits.counted("try/1", "huy", minutes=15) == 1


def digest(*columns, rest=0):
    """A value that is counted in these cells."""
    return struct.pack("<8I", *columns, rest, 0, 0, 0)


def it_lowers_nobody_else_when_it_forgets():
    held, owner, other = counters.Counters(), digest(7, 1, 1, 1), digest(7, 2, 2, 2)
    for _ in range(2):
        held.add(0, owner, now=1_000, until=2_000)
    for _ in range(5):
        held.add(0, other, now=1_000, until=2_000)

    held.forget(0, owner, now=1_000, until=2_000)

    assert held.read(0, other, now=1_000) == 5
    assert held.read(0, owner, now=1_000) == 0


def it_counts_on_from_nothing_after_it_forgot():
    for _ in range(7):
        limits.count("try/1", "nga", minutes=15)
    limits.forget("try/1", "nga", minutes=15)

    again = [limits.count("try/1", "nga", minutes=15) for _ in range(3)]

    assert again == [1, 2, 3]
    assert limits.counted("try/1", "nga", minutes=15) == 3


def it_is_never_too_low_when_the_shorter_spans_of_others_end_after_it_forgot():
    held, owner, short = counters.Counters(), digest(1, 2, 3, 4), digest(1, 2, 3, 4, rest=5)
    for _ in range(5):
        held.add(0, short, now=1_000, until=1_100)
    held.forget(0, owner, now=1_050, until=2_000)

    counts = [held.add(0, owner, now=1_200, until=2_000) for _ in range(3)]

    assert counts == [1, 2, 3]


def it_counts_too_much_rather_than_too_little_when_another_forgets_at_the_same_place():
    held, owner = counters.Counters(), digest(1, 2, 3, 4)
    for _ in range(4):
        held.add(0, owner, now=1_000, until=2_000)
    held.forget(0, owner, now=1_000, until=2_000)

    held.forget(0, digest(9, 9, 9, 9), now=1_000, until=2_000)

    assert held.read(0, owner, now=1_000) == 4
    assert held.add(0, owner, now=1_000, until=2_000) == 5


def it_forgets_nobody_because_many_others_try():
    for _ in range(9):
        limits.count("try/1", "nga", minutes=15)

    for number in range(20_000):
        limits.count("try/1", f"người thứ {number}", minutes=15)

    assert limits.counted("try/1", "nga", minutes=15) >= 9


def it_hardly_counts_others_for_somebody_new():
    for number in range(20_000):
        limits.count("try/1", f"người thứ {number}", minutes=15)

    too_high = [limits.counted("try/1", f"mới {number}", minutes=15) for number in range(1_000)]

    assert max(too_high) <= 2
    assert sum(map(bool, too_high)) < 100


def it_loses_no_try_of_many_at_once():
    held = counters.Counters()

    def try_often():
        for _ in range(500):
            held.add(1, b"n" * 32, now=1_000, until=2_000)

    threads = [Thread(target=try_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert held.read(1, b"n" * 32, now=1_000) == 2_000


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux has memory without a name")
def it_counts_together_with_the_other_processes_of_its_tree():
    held = counters.shared()
    place = f"/proc/{os.getpid()}/fd/{held}"
    env = {**os.environ, "LANTOA_COUNTERS": place}

    said = [
        subprocess.run([sys.executable, "-c", COUNT_HERE], env=env, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    limits.use(place)
    here = limits.counted("try/1", "nga", minutes=15)
    os.close(held)

    assert [one.split() for one in said] == [["1", "True"], ["2", "False"]]
    assert here == 2


def it_takes_a_value_once_across_the_end_of_a_span():
    until = clock.now() + timedelta(minutes=30)

    first = limits.once("sum/1", "a", until=until)
    clock.advance(timedelta(minutes=29))

    assert first
    assert not limits.once("sum/1", "a", until=until)
    assert limits.once("sum/1", "b", until=until)


def it_is_not_held_by_a_clock_that_stood_wrong():
    clock.advance(timedelta(days=400))
    for _ in range(3):
        limits.once("sum/1", "a", until=clock.now() + timedelta(minutes=5))
    clock.advance(timedelta(days=-400))

    assert limits.once("sum/1", "a", until=clock.now() + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8", False),
        ("192.0.2.7", "192.0.2.8", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("[2001:db8::1]", "2001:db8::2", True),
    ],
)
def it_tells_callers_apart_by_what_one_household_has(one, other, same):
    assert (caller_at(one) == caller_at(other)) is same


def it_names_no_caller_and_nobody_the_same_the_next_day():
    today = caller_at("192.0.2.7")

    clock.advance(timedelta(days=1))

    assert len(today) == 64
    assert caller_at("192.0.2.7") != today


def it_takes_the_last_entry_of_its_own_proxy(settings):
    settings.PROXY_HEADER = "X-Forwarded-For"

    behind = caller_at("127.0.0.1", headers={"X-Forwarded-For": "203.0.113.5, 192.0.2.7"})

    assert behind == caller_at("192.0.2.7")
