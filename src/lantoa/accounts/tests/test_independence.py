"""Two people are two: whoever holds somebody's way in is no second person for them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.accounts import actions
from lantoa.accounts.logic import entangled
from lantoa.accounts.models import Given, Post, Reset
from lantoa.accounts.queries import independent, settled
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

PEOPLE = "/can-bo/nguoi/"
RESETS = "/can-bo/cap-lai/"


@pytest.fixture
def boss(cast, house):
    """A chief above both communes: may put people to work in each."""
    actions.post_to(by=HOUSE, staff=cast.dana, unit=house.city, role="chief")
    return cast.dana


def hired(cast, by, unit, name, role="beat"):
    staff = actions.hire(by=cast.actor(by), username=name, name=f"Người {name}", unit=unit, role=role)
    return staff


def it_knows_a_giver_and_a_taker_as_one(cast, boss, house):
    nga = hired(cast, "dana", house.here, "nga")

    assert not independent(boss.pk, nga.pk) and not independent(nga.pk, boss.pk)
    assert independent(cast.ines.pk, nga.pk)


def it_knows_two_takers_of_one_giver_as_one(cast, boss, house):
    here, there = (hired(cast, "dana", unit, f"x{unit.pk}") for unit in (house.here, house.there))

    assert not independent(here.pk, there.pk)


def it_follows_what_was_given_through_others(cast, boss, house):
    chief = hired(cast, "dana", house.here, "truong", "chief")
    cast.truong = chief
    nga = hired(cast, "truong", house.here, "nga")

    assert not independent(boss.pk, nga.pk)
    assert not independent(nga.pk, boss.pk)


@pytest.mark.parametrize("what", ["slip", "post", "desk"])
def it_writes_down_each_way_in_that_somebody_gives(cast, boss, house, what):
    newcomer = actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", unit=house.here, role="beat")
    give = {
        "slip": lambda: actions.give_slip(by=cast.actor("dana"), staff=newcomer),
        "post": lambda: actions.post_to(by=cast.actor("dana"), staff=newcomer, unit=house.here, role="duty"),
        "desk": lambda: actions.sit_at(by=cast.actor("dana"), staff=newcomer, desk=house.desk("inbox", house.here)),
    }

    give[what]()

    assert list(Given.objects.values_list("giver", "taker", "what")) == [(boss.pk, newcomer.pk, what)]
    assert not independent(boss.pk, newcomer.pk)


def it_ties_nobody_to_what_the_houses_own_command_gave(cast, house):
    actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", unit=house.here, role="beat")

    assert not Given.objects.exists()


def it_ends_after_ninety_days(cast, boss, house):
    with clock.moved(clock.now()):
        actions.post_to(by=cast.actor("dana"), staff=cast.otto, unit=house.here, role="duty")
        nga = cast.otto
        clock.advance(timedelta(days=90, seconds=-1))
        before = independent(boss.pk, nga.pk)
        clock.advance(timedelta(seconds=1))

        assert (before, independent(boss.pk, nga.pk)) == (False, True)


def it_trusts_a_post_after_seven_days(cast, house):
    with clock.moved(clock.now()):
        Post.objects.filter(staff=cast.chi).update(since=clock.now())
        clock.advance(timedelta(days=7, seconds=-1))
        before = settled(cast.chi.pk, "opening.consent")
        clock.advance(timedelta(seconds=1))

        assert (before, settled(cast.chi.pk, "opening.consent")) == (False, True)


def it_counts_only_the_post_that_gives_the_power(cast, house):
    actions.post_to(by=HOUSE, staff=cast.otto, unit=house.here, role="chief")

    assert settled(cast.otto.pk, "opening.ask")
    assert not settled(cast.otto.pk, "opening.consent")


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=20), st.integers(1, 8), st.integers(1, 8))
def it_is_the_same_seen_from_both_sides(pairs, one, other):
    assert (other in entangled(pairs, one)) == (one in entangled(pairs, other))


def it_takes_no_second_half_of_a_reset_from_somebody_who_holds_the_first_ones_way_in(cast, client_of, house):
    # the chief took the administrator's half of a reset of the administrator: the slip could be in one hand
    Given.objects.create(giver=cast.chi, taker=cast.adam, what="slip", at=clock.now())
    client_of(cast.chi).post(PEOPLE, {"go": "reset", "person": cast.otto.pk})

    answer = client_of(cast.adam).post(RESETS, {"reset": Reset.objects.get().pk})

    assert "hai người không dính nhau" in answer.content.decode()
    assert answer.context["slip"] is None
    assert Reset.objects.get().done_at is None


def it_says_to_the_chief_too_when_the_halves_are_not_of_two(cast, client_of, house):
    Given.objects.create(giver=cast.adam, taker=cast.chi, what="reset", at=clock.now())
    actions.ask_reset(by=cast.actor("adam"), staff=cast.otto, asker=cast.adam)

    answer = client_of(cast.chi).post(PEOPLE, {"go": "reset", "person": cast.otto.pk}, follow=True)

    assert "hai người không dính nhau" in answer.content.decode()
    assert Reset.objects.get().done_at is None


def it_ties_to_whoever_made_the_account_for_longer_than_ninety_days(cast, boss, house):
    with clock.moved(clock.now()):
        nga = hired(cast, "dana", house.here, "nga")
        clock.advance(timedelta(days=490))

        assert not independent(boss.pk, nga.pk)


def it_ties_to_whoever_printed_the_first_slip_for_longer_than_ninety_days(cast, boss, house):
    with clock.moved(clock.now()):
        nga = actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", unit=house.here, role="beat")
        actions.give_slip(by=cast.actor("dana"), staff=nga)
        clock.advance(timedelta(days=91))

        assert not independent(boss.pk, nga.pk)


@pytest.mark.parametrize(("puppet", "free"), [(False, True), (True, False)])
def it_frees_by_a_reset_only_of_people_who_have_nothing_to_do_with_the_maker(cast, boss, house, puppet, free):
    with clock.moved(clock.now()):
        nga = hired(cast, "dana", house.here, "nga")
        if puppet:
            Given.objects.create(giver=boss, taker=cast.chi, what="account", at=clock.now())
        clock.advance(timedelta(days=30))
        actions.ask_reset(by=cast.actor("chi"), staff=nga, asker=cast.chi)
        actions.ask_reset(by=cast.actor("adam"), staff=nga, asker=cast.adam)
        clock.advance(timedelta(days=91))

        assert independent(boss.pk, nga.pk) is free


def it_ties_both_halves_of_a_finished_reset_and_nobody_by_half_a_one(cast):
    actions.ask_reset(by=cast.actor("chi"), staff=cast.otto, asker=cast.chi)
    after_half = independent(cast.chi.pk, cast.otto.pk)
    actions.ask_reset(by=cast.actor("adam"), staff=cast.otto, asker=cast.adam)

    assert after_half
    assert not independent(cast.chi.pk, cast.otto.pk) and not independent(cast.adam.pk, cast.otto.pk)


def it_ends_half_a_reset_after_seven_days(cast, client_of):
    with clock.moved(clock.now()):
        actions.ask_reset(by=cast.actor("chi"), staff=cast.otto, asker=cast.chi)
        clock.advance(timedelta(days=7))

        assert "Ốt" not in client_of(cast.adam).get(RESETS).content.decode()
        assert actions.ask_reset(by=cast.actor("adam"), staff=cast.otto, asker=cast.adam) is None
        assert actions.ask_reset(by=cast.actor("chi"), staff=cast.otto, asker=cast.chi) is not None


def it_ends_half_a_reset_with_the_post_of_its_giver(cast):
    actions.ask_reset(by=cast.actor("chi"), staff=cast.otto, asker=cast.chi)
    Post.objects.filter(staff=cast.chi).update(until=clock.now())

    assert actions.ask_reset(by=cast.actor("adam"), staff=cast.otto, asker=cast.adam) is None
    assert Reset.objects.get().done_at is None
