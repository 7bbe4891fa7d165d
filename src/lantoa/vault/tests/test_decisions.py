"""The second person's word: who may say it, until when, and what stays of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import _person

from lantoa.accounts.queries import actor_of
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.vault import actions, rules
from lantoa.vault.models import Opening
from lantoa.vault.states import OpeningState

AT = datetime(2026, 10, 15, 9, 0, tzinfo=clock.HERE)
WHY = "Cần hỏi lại người báo để tìm cháu bé đi lạc."
WORDS = {"consent": actions.consent, "refuse": actions.refuse}
SAID = {"consent": ("consented", "opening.consented"), "refuse": ("refused", "opening.refused")}


@pytest.fixture(autouse=True)
def morning():
    with clock.moved(AT):
        yield


@pytest.fixture
def ask(cast, house):
    def asked(reason=WHY):
        return actions.ask(by=cast.actor("otto"), thread=7, unit=house.here.pk, reason=reason, role="Cảnh sát khu vực")

    return asked


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("who", ["otto", "chi", "petra", "dana", "vinh", "adam"])
def it_hears_no_word_from_whoever_is_no_second_person(cast, ask, word, who):
    asked = ask()

    with pytest.raises(actions.NotAllowed):
        WORDS[word](by=cast.actor(who), opening=asked)

    asked.refresh_from_db()
    assert asked.state == OpeningState.ASKED


def it_hears_the_chief_above_and_no_one_of_no_unit(cast, house, ask):
    boss = actor_of(_person("bo", "Mai Thị Bô", "Đ/tá", house.city, "chief"))
    asked = ask()

    assert [rules.may_decide(who, asked) for who in (boss, replace(boss, unit=None))] == [True, False]


@pytest.mark.parametrize("word", WORDS)
def it_keeps_who_decided_from_where_and_when(cast, house, ask, word):
    asked = ask()
    clock.advance(timedelta(hours=1))

    WORDS[word](by=cast.actor("ines"), opening=asked)

    row, (state, verb) = Opening.objects.get(), SAID[word]
    assert (row.state, row.decided_by, row.decided_unit) == (state, cast.ines, house.country.pk)
    assert (row.decided_at, row.unit) == (AT + timedelta(hours=1), house.here.pk)
    line = Line.objects.get(verb=verb)
    assert (line.actor_id, line.unit, line.thread) == (str(cast.ines.pk), house.here.pk, 7)


@pytest.mark.parametrize("word", WORDS)
def it_hears_no_word_after_three_days(cast, ask, word):
    asked = ask()
    clock.advance(timedelta(days=3))

    with pytest.raises(actions.TooLate):
        WORDS[word](by=cast.actor("ines"), opening=asked)


def it_moves_one_wish_and_no_other(cast, ask):
    first, second = ask(), ask()

    actions.open_identity(by=cast.actor("otto"), opening=actions.consent(by=cast.actor("ines"), opening=first))

    second.refresh_from_db()
    assert (second.state, second.decided_by, second.expires) == (OpeningState.ASKED, None, AT + timedelta(days=3))


def it_leaves_three_days_to_decide_and_one_to_look(cast, ask):
    asked = ask()

    agreed = actions.consent(by=cast.actor("ines"), opening=asked)

    assert (asked.expires - clock.now(), agreed.expires - clock.now()) == (timedelta(days=3), timedelta(days=1))


def it_ends_a_consent_that_nobody_used_within_a_day(cast, ask):
    agreed = actions.consent(by=cast.actor("ines"), opening=ask())
    clock.advance(timedelta(days=1))

    assert actions.expire() == 1

    agreed.refresh_from_db()
    assert agreed.state == OpeningState.EXPIRED
    with pytest.raises(actions.TooLate):
        actions.open_identity(by=cast.actor("otto"), opening=agreed)


def it_ends_only_what_is_over(cast, ask):
    refused, old = actions.refuse(by=cast.actor("ines"), opening=ask()), ask()
    clock.advance(timedelta(days=2))
    young = ask()
    clock.advance(timedelta(days=1))

    ended = actions.expire()

    states = dict(Opening.objects.values_list("pk", "state"))
    assert ended == 1
    assert states == {refused.pk: "refused", old.pk: "expired", young.pk: "asked"}


@pytest.mark.parametrize(("reason", "enough"), [("mười chữ..", True), ("chín chữ.", False)])
def it_takes_a_reason_of_ten_signs(ask, reason, enough):
    assert (len(reason) >= 10) is enough
    if enough:
        assert ask(reason).state == OpeningState.ASKED
    else:
        with pytest.raises(actions.ReasonMissing):
            ask(reason)


@pytest.mark.parametrize("who", ["otto", "chi", "dana", "mo", "adam"])
def it_counts_as_seen_by_the_inspectorate_alone(cast, ask, who):
    ask()

    with pytest.raises(actions.NotAllowed):
        actions.see_news(by=cast.actor(who), shown=Opening.objects.all())

    assert Opening.objects.get().seen_state == ""
    assert actions.see_news(by=cast.actor("ines"), shown=Opening.objects.all()) == 1
    assert Opening.objects.get().seen_state == OpeningState.ASKED


def it_counts_nothing_as_seen_that_was_not_shown_or_changed_since(cast, ask):
    shown, later = ask(), ask()
    before = list(Opening.objects.filter(pk=shown.pk))
    Opening.objects.filter(pk=shown.pk).update(state=OpeningState.EXPIRED)

    actions.see_news(by=cast.actor("ines"), shown=before)

    assert Opening.objects.get(pk=shown.pk).seen_state == OpeningState.ASKED  # that it expired is news still
    assert Opening.objects.get(pk=later.pk).seen_state == ""
