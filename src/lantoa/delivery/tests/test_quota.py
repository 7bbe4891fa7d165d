"""However many senders ask and however long they take: never more calls than allowed in any sixty seconds."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.delivery.actions import quota
from lantoa.delivery.logic import minute
from lantoa.delivery.models import Account, Bucket
from lantoa.kit import clock
from lantoa.places.models import Unit

START = datetime(2026, 11, 2, 1, 0, tzinfo=timezone.utc)
# who (of three), how many they want, how long each call takes, how long everybody rests afterwards
TURN = st.tuples(
    st.integers(0, 2), st.integers(1, 12), st.floats(0, 2, allow_nan=False), st.floats(0, 40, allow_nan=False)
)


def account_with(allowed):
    unit = Unit.objects.create(path="/1/", kind="commune", name="Ninh Kiều")
    account = Account.objects.create(kind="zalo_oa", external_id="1", unit=unit, secrets=b"", made_at=START)
    Bucket.objects.create(account=account, allowed=allowed)
    return account.pk


def most_in_a_minute(calls):
    return max((sum(1 for other in calls if 0 <= other - one < 60) for one in calls), default=0)


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 10), st.lists(TURN, min_size=3, max_size=25))
def it_never_lets_more_through_than_allowed_in_any_sixty_seconds(allowed, turns):
    now, spent, calls, open_turns = 0.0, [], [], {}

    for who, wanted, takes, rest in turns:
        owner = str(who)
        if owner in open_turns:  # says what it made, perhaps long after it took them
            made = open_turns.pop(owner)
            spent = minute.reported(minute.living(spent, now), calls=made, owner=owner, now=now)
        given_now, spent = minute.taken(minute.living(spent, now), allowed=allowed, wanted=wanted, owner=owner, now=now)
        for _ in range(given_now):
            now += takes
            calls.append(now)
        open_turns[owner] = given_now
        now += rest

    assert most_in_a_minute(calls) <= allowed


@pytest.mark.django_db
def it_lets_as_much_through_as_is_allowed():
    account, sent = account_with(10), 0

    with clock.moved(START):
        while clock.now() < START + timedelta(minutes=10):
            given_now, wait = quota.take(account, 4, owner="a")
            quota.made(account, given_now, owner="a")
            sent += given_now
            clock.advance(wait or timedelta(seconds=0.1))

    assert 95 <= sent <= 100


@pytest.mark.django_db
def it_gives_back_what_was_not_needed_and_forgets_a_dead_sender():
    account = account_with(5)

    with clock.moved(START):
        assert quota.take(account, 5, owner="dead") == (5, timedelta(0))
        assert quota.take(account, 1, owner="b")[0] == 0
        clock.advance(timedelta(seconds=181))
        assert quota.take(account, 5, owner="b")[0] == 5
        quota.made(account, 0, owner="b")
        assert quota.take(account, 5, owner="c")[0] == 5


@pytest.mark.django_db
def it_does_not_block_an_account_when_the_clock_was_set_back():
    account = account_with(5)
    with clock.moved(START + timedelta(days=1)):
        quota.take(account, 5, owner="a")
        quota.made(account, 5, owner="a")

    with clock.moved(START):
        given_now, _ = quota.take(account, 5, owner="b")

    assert given_now == 5
