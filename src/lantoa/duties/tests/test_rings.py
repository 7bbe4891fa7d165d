"""An emergency rings until a named person takes it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lantoa.accounts.models import Post
from lantoa.duties import actions, rules, tasks
from lantoa.duties.models import Call, Ring
from lantoa.duties.queries import bunched, ringing
from lantoa.errands.models import Errand
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock

AT = datetime(2026, 10, 15, 21, 14, tzinfo=clock.HERE)
PAGE = "/can-bo/chuong/"
TAKE = "/can-bo/chuong/nhan/"


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(AT):
        yield


@pytest.fixture
def inbox(house):
    return house.desk("inbox", house.here)


@pytest.fixture
def ring(cast, inbox):
    return actions.ring(by=HOUSE, desk=inbox.pk, thread=7)


def heard(cast, name):
    return [ring.thread for ring in ringing(cast.actor(name))]


def it_rings_for_everybody_on_duty_at_the_desk_and_nobody_else(cast, ring):
    assert {name: heard(cast, name) for name in ("chi", "otto", "petra", "dana", "vinh", "adam", "mo", "ines")} == {
        "chi": [7], "otto": [], "petra": [], "dana": [], "vinh": [], "adam": [], "mo": [], "ines": [],
    }  # fmt: skip


def it_rings_once_for_a_thread(ring, inbox):
    tasks.ring_for(thread=7, desk=inbox.pk, unit=inbox.unit_id)

    assert Ring.objects.count() == 1


def it_is_silent_for_all_once_somebody_accepted(cast, ring):
    actions.accept(by=cast.actor("chi"), rings=[ring.pk])

    ring.refresh_from_db()
    assert (heard(cast, "chi"), ring.accepted_by, ring.accepted_at) == ([], cast.chi, clock.now())
    assert Line.objects.filter(verb="ring.accepted", actor_id=str(cast.chi.pk), thread=7).count() == 1


def it_tells_the_second_who_was_faster(cast, ring):
    actions.accept(by=cast.actor("chi"), rings=[ring.pk])

    with pytest.raises(actions.TooLate) as late:
        actions.accept(by=cast.actor("chi"), rings=[ring.pk])

    assert late.value.name == "Tr/t Lê Thị Chi"


@pytest.mark.parametrize("name", ["otto", "petra", "dana", "vinh", "adam", "mo", "ines"])
def it_is_accepted_by_nobody_who_does_not_hear_it(cast, ring, name):
    with pytest.raises(actions.NotAllowed):
        actions.accept(by=cast.actor(name), rings=[ring.pk])


def it_may_be_taken_only_with_the_bell_at_a_called_desk_and_by_nobody_it_speaks_of(cast, ring):
    chi = cast.actor("chi")
    without_bell = replace(chi, powers=chi.powers - {"bell"})
    elsewhere, named = replace(chi, desks=()), replace(chi, kept_from=frozenset({ring.thread}))

    assert [rules.may_accept(who, ring) for who in (chi, without_bell, elsewhere, named)] == [True, False, False, False]


def it_is_heard_above_after_a_minute(cast, ring):
    clock.advance(timedelta(seconds=59))
    tasks.pass_on_unanswered()
    assert heard(cast, "dana") == []

    clock.advance(timedelta(seconds=1))
    tasks.pass_on_unanswered()
    tasks.pass_on_unanswered()

    assert (heard(cast, "dana"), heard(cast, "chi")) == ([7], [7])
    assert Line.objects.filter(verb="ring.passed_on").count() == 1


def it_is_accepted_above_by_whoever_hears_it_there(cast, ring):
    clock.advance(timedelta(seconds=60))
    tasks.pass_on_unanswered()

    actions.accept(by=cast.actor("dana"), rings=[ring.pk])

    assert (Ring.objects.get().accepted_by, heard(cast, "chi")) == (cast.dana, [])


def it_is_not_passed_on_once_accepted(cast, ring):
    actions.accept(by=cast.actor("chi"), rings=[ring.pk])
    clock.advance(timedelta(minutes=5))

    tasks.pass_on_unanswered()

    assert heard(cast, "dana") == []
    assert not Errand.objects.filter(task__contains="unanswered").exists()


def _minute():
    clock.advance(timedelta(minutes=1))
    tasks.pass_on_unanswered()


def _kinds(row):
    return list(Call.objects.filter(ring=row).order_by("pk").values_list("desk__kind", flat=True))


@pytest.fixture
def city_chief(house, cast):
    """A chief of the city, who reads what lies above the communes."""
    Post.objects.filter(staff=cast.mo).update(role="chief")
    return cast.mo


def it_climbs_unit_by_unit_each_after_its_minute_until_the_inspectorate(house, cast, city_chief, ring):
    heard_after = [[name for name in ("chi", "dana", "mo", "ines") if heard(cast, name)]]

    for _each in range(4):
        _minute()
        heard_after.append([name for name in ("chi", "dana", "mo", "ines") if heard(cast, name)])

    # the city's chief holds its duty desk too
    assert heard_after == [["chi"], ["chi", "dana", "mo"], ["chi", "dana", "mo"], ["chi", "dana", "mo", "ines"],
                           ["chi", "dana", "mo", "ines"]]  # fmt: skip
    assert _kinds(ring) == ["inbox", "duty", "above", "inspectorate"]


def it_climbs_no_further_once_accepted_on_the_way(cast, city_chief, ring):
    _minute()
    actions.accept(by=cast.actor("dana"), rings=[ring.pk])

    _minute()

    assert _kinds(ring) == ["inbox", "duty"] and not heard(cast, "ines")


def it_waits_a_whole_minute_at_every_desk(cast, city_chief, ring):
    _minute()
    clock.advance(timedelta(seconds=59))

    tasks.pass_on_unanswered()

    assert _kinds(ring) == ["inbox", "duty"]


def it_passes_on_no_ring_before_its_own_minute(cast, ring, inbox):
    clock.advance(timedelta(seconds=30))
    later = actions.ring(by=HOUSE, desk=inbox.pk, thread=8)
    clock.advance(timedelta(seconds=30))

    tasks.pass_on_unanswered()

    assert heard(cast, "dana") == [7] and _kinds(later) == ["inbox"]


def it_does_not_wait_at_a_desk_where_nobody_can_hear_it(cast, ring):
    _minute()

    _minute()  # nobody leads the city: the inspectorate hears it in the same minute

    assert _kinds(ring) == ["inbox", "duty", "above", "inspectorate"] and heard(cast, "ines") == [7]


def it_is_heard_at_once_one_higher_when_nobody_of_the_unit_can_hear_it(house, cast):
    actions.ring(by=HOUSE, desk=house.desk("inbox", house.there).pk, thread=9)

    tasks.pass_on_unanswered()

    assert heard(cast, "dana") == [9]


def it_goes_on_ringing_at_the_top(cast, ring):
    for _each in range(9):
        _minute()

    assert {name: heard(cast, name) for name in ("chi", "dana", "ines")} == {"chi": [7], "dana": [7], "ines": [7]}
    assert Line.objects.filter(verb="ring.passed_on").count() == 2


def it_bunches_by_place_and_minutes_and_drops_none(cast, house, inbox):
    for thread in (1, 2):
        actions.ring(by=HOUSE, desk=inbox.pk, thread=thread)
    actions.ring(by=HOUSE, desk=house.desk("chief", house.here).pk, thread=3)
    clock.advance(timedelta(minutes=11))
    actions.ring(by=HOUSE, desk=inbox.pk, thread=4)

    assert [[line.ring.thread for line in bunch.lines] for bunch in bunched(list(ringing(cast.actor("chi"))))] == [
        [1, 2],
        [3],
        [4],
    ]


def it_stops_ringing_for_a_moved_officer(cast, ring):
    from lantoa.accounts.actions import leave

    leave(by=HOUSE, staff=cast.chi)

    assert heard(cast, "chi") == []


def it_shows_the_ring_and_takes_it_over(cast, client_of, ring):
    client = client_of(cast.chi)
    page = client.get(PAGE).content.decode()
    assert "Tôi nhận việc này" in page

    answer = client.post(TAKE, {"one": str(ring.pk), "rings": str(ring.pk)})

    assert answer["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert "Không có tin khẩn nào" in page and "Tôi đã nhận trong ca này" in page


def it_answers_inside_the_page_that_rang_and_leads_nowhere(cast, client_of, ring):
    answer = client_of(cast.chi).post(TAKE, {"one": str(ring.pk)}, headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 200 and "Location" not in answer and "HX-Redirect" not in answer
    assert 'id="rings"' in page and "Đã nhận" in page and "data-ringing" not in page


def it_takes_one_of_several_and_lets_the_others_ring(cast, client_of, ring, inbox):
    other = actions.ring(by=HOUSE, desk=inbox.pk, thread=8)

    client_of(cast.chi).post(TAKE, {"one": str(other.pk), "rings": f"{ring.pk},{other.pk}"})

    assert heard(cast, "chi") == [7]


def it_takes_all_of_a_bunch_by_one_button(cast, client_of, ring, inbox):
    other = actions.ring(by=HOUSE, desk=inbox.pk, thread=8)

    client_of(cast.chi).post(TAKE, {"all": "1", "rings": f"{ring.pk},{other.pk}"})

    assert heard(cast, "chi") == []


def it_answers_nothing_while_nothing_changed(cast, client_of, ring):
    client = client_of(cast.chi)
    asked = {"HX-Request": "true"}

    first = client.get(PAGE, headers=asked)
    again = client.get(PAGE, {"seen": first.context["seen"]}, headers=asked)
    actions.accept(by=cast.actor("chi"), rings=[ring.pk])
    later = client.get(PAGE, {"seen": first.context["seen"]}, headers=asked)

    assert (first.status_code, again.status_code, later.status_code) == (200, 204, 200)


def it_hides_rings_of_others_behind_404(cast, client_of, ring):
    assert client_of(cast.dana).post(TAKE, {"rings": str(ring.pk)}).status_code == 404
