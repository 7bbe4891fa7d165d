from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, product

import pytest
from django.db import IntegrityError, transaction

from lantoa.accounts.models import Given, Post
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.vault import actions, queries
from lantoa.vault.actions.openings import TO_DECIDE, TO_LOOK, _move
from lantoa.vault.models import Opening
from lantoa.vault.states import MOVES, OpeningState

WHY = "Cần hỏi lại người báo để tìm cháu bé đi lạc."


@pytest.fixture(autouse=True)
def morning():
    with clock.moved(datetime(2026, 10, 15, 9, 0)):
        yield


def ask(cast, house, **more):
    return actions.ask(by=cast.actor("otto"), thread=7, unit=house.here.pk, reason=WHY, role="Cảnh sát khu vực", **more)


def it_opens_after_a_reason_and_a_second_person(cast, house):
    asked = ask(cast, house)

    agreed = actions.consent(by=cast.actor("ines"), opening=asked)
    opened = actions.open_identity(by=cast.actor("otto"), opening=agreed)

    assert opened.state == OpeningState.OPENED
    verbs = Line.objects.filter(thread=7).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["opening.asked", "opening.consented", "identity.opened"]


def it_stores_the_reason_sealed_only(cast, house):
    asked = ask(cast, house)

    assert WHY.encode() not in bytes(asked.reason)
    assert queries.reason_of(asked) == WHY
    assert bytes(Line.objects.get(verb="opening.asked").reason) == bytes(asked.reason)


@pytest.mark.parametrize("who", ["vinh", "mo", "adam"])
def it_lets_nobody_ask_without_casework(cast, house, who):
    with pytest.raises(actions.NotAllowed):
        actions.ask(by=cast.actor(who), thread=7, unit=None, reason=WHY)


def it_asks_for_a_reason_in_words(cast, house):
    with pytest.raises(actions.ReasonMissing):
        actions.ask(by=cast.actor("otto"), thread=7, unit=None, reason="  cần  ")


@pytest.mark.parametrize("who", ["otto", "chi", "petra", "dana", "vinh", "adam"])
def it_takes_no_consent_from_the_asker_the_same_unit_or_somebody_without_the_power(cast, house, who):
    asked = ask(cast, house)

    with pytest.raises(actions.NotAllowed):
        actions.consent(by=cast.actor(who), opening=asked)


@pytest.fixture
def boss(cast, house):
    """A chief above, long at the post: independent of everybody so far."""
    Post.objects.create(staff=cast.dana, unit=house.city, role="chief", since=clock.now() - timedelta(days=400))
    return cast.dana


def it_takes_consent_of_an_independent_chief_above(cast, house, boss):
    assert actions.consent(by=cast.actor("dana"), opening=ask(cast, house)).state == OpeningState.CONSENTED


@pytest.mark.parametrize("through", [None, "chi"])
def it_takes_no_consent_of_whoever_holds_the_askers_way_in(cast, house, boss, through):
    chain = [boss, cast.otto] if through is None else [boss, getattr(cast, through), cast.otto]
    for giver, taker in pairwise(chain):
        Given.objects.create(giver=giver, taker=taker, what="slip", at=clock.now())
    asked = ask(cast, house)

    with pytest.raises(actions.NotAllowed):
        actions.consent(by=cast.actor("dana"), opening=asked)
    assert asked not in queries.to_decide(cast.actor("dana"))


def it_takes_no_consent_from_a_post_younger_than_a_week(cast, house, boss):
    Post.objects.filter(staff=boss, role="chief").update(since=clock.now() - timedelta(days=6, hours=23))
    asked = ask(cast, house)

    with pytest.raises(actions.NotAllowed):
        actions.consent(by=cast.actor("dana"), opening=asked)


def it_lets_no_chief_consent_to_a_wish_of_the_own_unit_even_an_inspector_to_the_own_wish(cast, house):
    own = actions.ask(by=cast.actor("ines"), thread=7, unit=None, reason=WHY)

    with pytest.raises(actions.NotAllowed):
        actions.consent(by=cast.actor("ines"), opening=own)


def it_lets_only_the_asker_look(cast, house):
    agreed = actions.consent(by=cast.actor("ines"), opening=ask(cast, house))

    with pytest.raises(actions.NotAllowed):
        actions.open_identity(by=cast.actor("chi"), opening=agreed)


def it_opens_nothing_without_consent(cast, house):
    with pytest.raises(actions.TooLate):
        actions.open_identity(by=cast.actor("otto"), opening=ask(cast, house))


def it_opens_nothing_after_a_refusal(cast, house):
    refused = actions.refuse(by=cast.actor("ines"), opening=ask(cast, house))

    with pytest.raises(actions.TooLate):
        actions.open_identity(by=cast.actor("otto"), opening=refused)


def it_ends_the_right_to_look_after_a_day(cast, house):
    agreed = actions.consent(by=cast.actor("ines"), opening=ask(cast, house))
    clock.advance(TO_LOOK)

    with pytest.raises(actions.TooLate):
        actions.open_identity(by=cast.actor("otto"), opening=agreed)
    assert queries.usable(cast.actor("otto"), 7) is None


def it_ends_a_wish_that_nobody_decides(cast, house):
    ask(cast, house)
    clock.advance(TO_DECIDE)

    ended = actions.expire(), actions.expire()

    assert ended == (1, 0)
    assert Opening.objects.get().state == OpeningState.EXPIRED


def it_lets_the_faster_of_two_second_people_decide(cast, house):
    asked = ask(cast, house)
    actions.refuse(by=cast.actor("ines"), opening=asked)

    with pytest.raises(actions.TooLate):
        actions.consent(by=cast.actor("ines"), opening=asked)


def it_tells_the_reporter_when_by_which_role_and_why(cast, house):
    agreed = actions.consent(by=cast.actor("ines"), opening=ask(cast, house))
    before = queries.for_reporter(7)

    actions.open_identity(by=cast.actor("otto"), opening=agreed)

    assert before == []
    assert queries.for_reporter(7) == [queries.Told(clock.now(), "Cảnh sát khu vực", WHY)]


def it_tells_the_reporter_later_when_a_recorded_ground_says_so(cast, house):
    asked = ask(cast, house, delay_until=clock.now() + timedelta(days=30), ground="Điều 19, đang xác minh")
    agreed = actions.consent(by=cast.actor("ines"), opening=asked)
    actions.open_identity(by=cast.actor("otto"), opening=agreed)

    at_first = queries.for_reporter(7)
    clock.advance(timedelta(days=30))

    assert at_first == []
    assert len(queries.for_reporter(7)) == 1


@pytest.mark.parametrize(
    "more", [{"ground": "Điều 19"}, {"delay_until": "soon"}, {"delay_until": "never", "ground": "Điều 19"}]
)
def it_delays_nothing_without_ground_and_end(cast, house, more):
    ends = {"soon": clock.now() + timedelta(days=1), "never": clock.now() + timedelta(days=900)}
    if "delay_until" in more:
        more = {**more, "delay_until": ends[more["delay_until"]]}

    with pytest.raises(actions.GroundMissing):
        ask(cast, house, **more)


def it_shows_wishes_to_those_who_may_be_the_second_person(cast, house):
    asked = ask(cast, house)

    seen = {who: list(queries.to_decide(cast.actor(who))) for who in ("ines", "chi", "otto", "vinh")}

    assert seen == {"ines": [asked], "chi": [], "otto": [], "vinh": []}


def it_shows_all_openings_to_the_inspector_alone(cast, house):
    asked = ask(cast, house)

    assert list(queries.for_inspector(cast.actor("ines"))) == [asked]
    assert list(queries.for_inspector(cast.actor("chi"))) == []


def it_moves_along_the_table_that_was_agreed():
    """Written once more and by hand: a table that is only compared with itself may lose anything."""
    assert {str(seen): {str(to) for to in after} for seen, after in MOVES.items()} == {
        "asked": {"consented", "refused", "expired"}, "consented": {"opened", "expired"},
        "refused": set(), "opened": set(), "expired": set(),
    }  # fmt: skip


@pytest.mark.parametrize(("seen", "to"), list(product(OpeningState.values, repeat=2)))
def it_moves_only_along_the_table(cast, house, seen, to):
    opening = ask(cast, house)
    Opening.objects.filter(pk=opening.pk).update(state=seen, decided_by=int(cast.actor("ines").id))
    opening.refresh_from_db()

    if to in MOVES[seen]:
        assert _move(opening, to).state == to
    else:
        with pytest.raises(actions.TooLate):
            _move(opening, to)


def it_lets_the_database_refuse_one_person_in_both_parts(cast, house):
    opening = ask(cast, house)

    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(decided_by=opening.asked_by_id)
