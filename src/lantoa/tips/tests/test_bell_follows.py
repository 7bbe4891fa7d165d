"""The bell goes where the matter goes, ends with it, and rings for whatever becomes an emergency."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lantoa.accounts.models import Post
from lantoa.conversations.actions import forget, handle, intake
from lantoa.conversations.actions.reply import Ready
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.threads import may_see
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.duties import tasks
from lantoa.duties.actions import accept
from lantoa.duties.models import Ring
from lantoa.duties.queries import ringing, taken
from lantoa.errands.tasks import drain
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips.actions import merge, official, resident, work
from lantoa.tips.actions.move import acknowledge, start_checking
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.states import Refusal, State

pytestmark = pytest.mark.django_db
FIRE = {"kind": "emergency", "category": "fire_hazard", "urgency": "emergency"}


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(datetime(2026, 10, 15, 21, 14, tzinfo=clock.HERE)):
        yield


def told(house, text="nhà đang cháy lớn cứu với", **more):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, **more)))
    drain()
    return Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk)


@pytest.fixture
def tip(house, cast):
    return told(house, **FIRE)


def heard(cast, *names):
    return [name for name in names if ringing(cast.actor(name)).exists()]


def ended():
    ring = Ring.objects.get()
    return (
        ring.ended_at,
        ring.ended_why,
        Line.objects.filter(verb="ring.ended", about__endswith=ring.ended_why).count(),
    )


def it_is_silent_for_all_and_climbs_no_more_once_it_was_taken_back(cast, tip):
    assert heard(cast, "chi") == ["chi"]

    resident.withdraw(thread=tip.thread, tip=tip)
    clock.advance(timedelta(minutes=2))
    tasks.pass_on_unanswered()

    assert heard(cast, "chi", "dana", "ines") == []
    assert ended() == (clock.now() - timedelta(minutes=2), "withdrawn", 1)


def it_rings_not_at_all_where_it_was_taken_back_before_the_worker_came(house, cast):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("cháy nhà", unit=house.here.pk, **FIRE)))
    resident.withdraw(thread=tip.thread, tip=tip)

    drain()

    assert heard(cast, "chi", "dana") == [] and ended()[1:] == ("withdrawn", 1)


def it_answers_404_to_whoever_takes_what_has_ended(cast, client_of, tip):
    ring = Ring.objects.get()
    resident.withdraw(thread=tip.thread, tip=tip)

    answer = client_of(cast.chi).post("/can-bo/chuong/nhan/", {"one": str(ring.pk), "rings": str(ring.pk)})

    assert answer.status_code == 404 and Ring.objects.get().accepted_by is None


@pytest.mark.parametrize("how", ["closed", "destroyed"])
def it_ends_with_a_matter_that_ended(house, cast, tip, how):
    if how == "closed":
        Tip.objects.filter(pk=tip.pk).update(state=State.ANSWERED)
        tip.refresh_from_db()
        work.close(by=cast.actor("chi"), tip=tip)
    else:
        forget.destroy(by=HOUSE, thread=tip.thread)

    assert heard(cast, "chi") == [] and ended()[1:] == (how, 1)


def _close(cast, tip):
    Tip.objects.filter(pk=tip.pk).update(state=State.ANSWERED)
    tip.refresh_from_db()
    work.close(by=cast.actor("chi"), tip=tip)


def _hand_over(cast, tip):
    acknowledge(by=cast.actor("chi"), tip=tip)
    start_checking(by=cast.actor("chi"), tip=tip)
    official.hand_over(by=cast.actor("chi"), tip=tip, to="Cơ quan điều tra")


def _refuse(cast, tip):
    work.refuse(by=cast.actor("chi"), tip=tip, refusal=Refusal.NOT_SO, ready=Ready("Đã tới xem, không có cháy.", None))


@pytest.mark.parametrize(("end", "why"), [(_close, "closed"), (_hand_over, "handed_over"), (_refuse, "refused")])
def it_ends_for_another_telling_of_it_when_the_matter_they_were_merged_into_ends(house, cast, tip, end, why):
    other = told(house, "cháy lớn quá, nhà kế bên cũng bén rồi", **FIRE)
    merge.merge(by=cast.actor("chi"), tip=other, into=tip)
    assert ringing(cast.actor("chi")).count() == 2

    end(cast, tip)

    assert heard(cast, "chi") == []
    assert set(Ring.objects.values_list("thread", "ended_why")) == {(tip.thread_id, why), (other.thread_id, why)}


def it_rings_on_for_another_telling_when_the_main_one_was_only_of_another_kind(house, cast, tip):
    other = told(house, "cháy lớn quá, nhà kế bên cũng bén rồi", **FIRE)
    merge.merge(by=cast.actor("chi"), tip=tip, into=other)
    other.refresh_from_db()

    work.refuse(by=cast.actor("chi"), tip=other, refusal=Refusal.WRONG_KIND, ready=Ready("Bên này không xử lý.", None))

    assert list(ringing(cast.actor("chi")).values_list("thread", flat=True)) == [tip.thread_id]


@pytest.mark.parametrize("labels", [{"kind": "tip"}, {"urgency": "normal"}, {"kind": "tip", "urgency": "emergency"},
                                    {"kind": "admin_question", "urgency": "emergency"}])  # fmt: skip
def it_ends_when_a_person_calls_it_no_emergency(cast, tip, labels):
    work.relabel(by=cast.actor("chi"), tip=tip, **labels)
    drain()

    thread = Thread.objects.get(n=tip.thread_id)
    assert heard(cast, "chi") == [] and ended()[0] is not None
    assert "emergency" not in (thread.kind, thread.urgency)


def it_is_never_ended_by_a_mere_answer_or_by_being_looked_at(cast, tip):
    acknowledge(by=cast.actor("chi"), tip=tip)
    start_checking(by=cast.actor("chi"), tip=tip)

    assert heard(cast, "chi") == ["chi"] and Ring.objects.get().ended_at is None


@pytest.mark.parametrize("labels", [{"kind": "emergency"}, {"urgency": "emergency"},
                                    {"kind": "tip", "urgency": "emergency"}])  # fmt: skip
def it_rings_once_for_whatever_a_person_makes_an_emergency(house, cast, labels):
    tip = told(house, "hàng xóm hát karaoke ồn ào", kind="tip", category="noise")
    assert heard(cast, "chi") == []

    work.relabel(by=cast.actor("chi"), tip=tip, **labels)
    drain()

    thread = Thread.objects.get(n=tip.thread_id)
    assert heard(cast, "chi") == ["chi"] and Ring.objects.count() == 1
    assert (thread.kind, thread.urgency) == ("emergency", "emergency")
    assert Line.objects.filter(verb="ring.started").count() == 1


def it_rings_anew_when_it_becomes_an_emergency_again(cast, tip):
    work.relabel(by=cast.actor("chi"), tip=tip, kind="tip")

    work.relabel(by=cast.actor("chi"), tip=tip, urgency="emergency")

    assert heard(cast, "chi") == ["chi"] and Ring.objects.get().ended_why == ""


def it_leaves_for_the_desk_that_holds_it_as_a_complaint_and_keeps_away_who_heard_it(house, cast, tip):
    Post.objects.filter(staff=cast.mo).update(role="chief")

    handle.correct(by=cast.actor("chi"), thread=tip.thread, kind="complaint_about_police")

    assert heard(cast, "chi", "dana", "mo") == ["mo"]
    assert not may_see(cast.actor("chi"), tip.thread_id) and may_see(cast.actor("mo"), tip.thread_id)


def it_is_heard_higher_at_once_where_nobody_sits_at_the_desk_of_the_complaint(cast, tip):
    handle.correct(by=cast.actor("chi"), thread=tip.thread, kind="complaint_about_police")

    assert heard(cast, "chi", "dana", "ines") == ["ines"] and may_see(cast.actor("ines"), tip.thread_id)


def it_is_heard_at_once_by_the_next_desk_where_nobody_is_on_duty(house, cast):
    Post.objects.filter(staff=cast.chi).delete()

    told(house, **FIRE)

    assert heard(cast, "chi", "dana") == ["dana"]


def it_is_heard_at_once_higher_when_it_names_the_only_one_on_duty(house, cast):
    told(house, "cứu với, ông Lê Thị Chi công an phường đang đánh tôi chảy máu", **FIRE)

    assert heard(cast, "dana") == ["dana"]


@pytest.mark.parametrize("text", ["Tối qua có hai người giật túi của tôi ở chợ", "hôm qua nhà cháy lớn cứu với"])
@pytest.mark.parametrize(
    "more", [{}, {"over": True}, {"kind": "tip", "over": True}, {"kind": "tip", "urgency": "emergency"}]
)
def it_holds_urgency_and_kind_together_at_the_door(house, cast, text, more):
    tip = told(house, text, **more)

    urgent = tip.thread.urgency == "emergency"
    assert urgent == (tip.thread.kind == "emergency") == bool(heard(cast, "chi"))


def _taken_by(cast, tip, name="chi"):
    accept(by=cast.actor(name), rings=[Ring.objects.get(thread=tip.thread_id).pk])
    drain()


def it_rings_anew_where_whoever_took_it_over_does_not_sit(house, cast, tip):
    _taken_by(cast, tip)
    tip.refresh_from_db()

    work.transfer(by=cast.actor("chi"), tip=tip, unit=house.there)

    thread = Thread.objects.get(n=tip.thread_id)
    assert thread.owner is None and taken([thread.n]) == {}
    assert heard(cast, "petra", "mo", "dana") and Ring.objects.get().desk_id == thread.desk_id


def it_stays_with_whoever_took_it_over_and_sits_there_too(house, cast, tip):
    _taken_by(cast, tip)
    tip.refresh_from_db()

    work.transfer(by=cast.actor("chi"), tip=tip, unit=house.here, area=house.areas[house.here.pk][1])

    assert heard(cast, "chi", "dana") == [] and set(taken([tip.thread_id])) == {tip.thread_id}


@pytest.mark.parametrize(("ended", "days"), [(True, 0), (False, 2)])
def it_rings_for_what_is_told_again_where_the_first_was_over_long_ago(house, cast, tip, ended, days):
    _taken_by(cast, tip)
    tip.refresh_from_db()
    if ended:
        _close(cast, tip)
    clock.advance(timedelta(days=days))

    receive(
        by=FORM,
        prepared=intake.prepare(arrival("đang cháy nữa rồi cứu với", to_thread=tip.thread_id, unit=house.here.pk)),
    )
    drain()

    assert Thread.objects.filter(kind="emergency").count() == 2
    assert heard(cast, "chi") == ["chi"]


def it_goes_into_the_same_matter_while_that_is_open(house, cast, tip):
    _taken_by(cast, tip)

    receive(by=FORM, prepared=intake.prepare(arrival("đang cháy lớn hơn rồi cứu với", to_thread=tip.thread_id)))

    assert Thread.objects.filter(kind="emergency").count() == 1
