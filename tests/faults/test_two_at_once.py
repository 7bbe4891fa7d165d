"""Two people, or two browsers of one person, do the same thing in the same moment: one of them is first."""

import threading

import pytest
from django.db import connection

from lantoa.accounts import actions as accounts
from lantoa.accounts.actions.factors import PERIOD, code_at
from lantoa.duties import actions as duties
from lantoa.duties.models import Ring
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*tries):
    """Run all of them in threads that start together. Returns what each gave: True, or the refusal's class."""
    gate, given = threading.Barrier(len(tries)), []

    def run(one):
        gate.wait()
        try:
            one()
            given.append(True)
        except Exception as refusal:
            given.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def it_gives_a_ring_to_one_of_two(cast, house):
    accounts.post_to(by=HOUSE, staff=cast.otto, unit=house.here, role="duty")
    ring = duties.ring(by=HOUSE, desk=house.desk("inbox", house.here).pk, thread=7)
    people = [cast.actor("chi"), cast.actor("otto")]

    given = at_once(*[lambda who=who: duties.accept(by=who, rings=[ring.pk]) for who in people])

    assert sorted(given, key=str) == sorted([True, duties.TooLate], key=str)
    assert Ring.objects.get().accepted_by_id is not None
    assert Line.objects.filter(verb="ring.accepted").count() == 1


def it_takes_a_code_of_the_app_once(cast):
    secret = b"s" * 20
    step = int(clock.now().timestamp()) // PERIOD
    accounts.confirm_factor(by=HOUSE, staff=cast.otto, secret=secret, code=code_at(secret, step - 1))
    code = code_at(secret, step)

    given = at_once(*[lambda: accounts.use_code(by=HOUSE, staff=cast.otto, code=code)] * 4)

    assert given.count(True) == 1 and given.count(accounts.WrongCode) == 3


def it_takes_a_recovery_code_once(cast):
    secret = b"s" * 20
    code = code_at(secret, int(clock.now().timestamp()) // PERIOD)
    codes = accounts.confirm_factor(by=HOUSE, staff=cast.otto, secret=secret, code=code)

    given = at_once(*[lambda: accounts.use_code(by=HOUSE, staff=cast.otto, code=codes[0])] * 4)

    assert given.count(True) == 1 and given.count(accounts.WrongCode) == 3


def it_takes_a_slip_once(house):
    staff = accounts.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", unit=house.here, role="beat")
    slip = accounts.give_slip(by=HOUSE, staff=staff)

    given = at_once(*[lambda: accounts.use_slip(by=HOUSE, username="nga", code=slip, password="bốn con sếu bay")] * 3)

    assert given.count(True) == 1 and given.count(accounts.SlipRefused) == 2


def it_rings_once_for_one_matter(house):
    desk = house.desk("inbox", house.here).pk

    given = at_once(*[lambda: duties.ring(by=HOUSE, desk=desk, thread=7)] * 4)

    assert given == [True] * 4
    assert (Ring.objects.count(), Line.objects.filter(verb="ring.started").count()) == (1, 1)
