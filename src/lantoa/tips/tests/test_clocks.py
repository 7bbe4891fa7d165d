"""One arithmetic for clocks: what was late stays late, what was met stays met, and the words say the same hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.logic.cards import NOTHING_DUE
from lantoa.conversations.models import Thread, Wait
from lantoa.conversations.queries import rows, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.kit import clock
from lantoa.kit.clock import HERE
from lantoa.places.logic.calendar import Calendar
from lantoa.tips.actions import move, official, resident, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.logic.clocks import MOST_EXTENSION, Facts, clocks
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.queries.page import shown_clocks
from lantoa.tips.states import Helped

PLAIN = Calendar()
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=HERE)


@pytest.fixture(autouse=True)
def monday():
    """Everything happens from a Monday morning on."""
    with clock.moved(MONDAY):
        yield


@pytest.fixture
def tip(monday, house):
    return receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))[1]


def fresh(tip) -> Tip:
    return Tip.objects.select_related("thread__desk__unit", "unit", "clock_unit").get(pk=tip.pk)


def named(tip, name):
    return next(one for one in clocks_of(fresh(tip)) if one.name == name)


def ready(tip, text="Xe màu gì?"):
    return reply.prepare(tip.thread, text)


def writes_again(tip, text="Màu đỏ"):
    receive(by=FORM, prepared=intake.prepare(arrival(text, to_thread=tip.thread_id)))


def it_keeps_an_acknowledgement_late_whatever_is_asked_later(tip, cast):
    clock.advance(timedelta(days=1, hours=8, minutes=30))
    move.acknowledge(by=cast.actor("otto"), tip=tip)
    assert named(tip, "look").state(clock.now()) == "late"
    due = named(tip, "look").due_at

    work.ask_more(by=cast.actor("otto"), tip=fresh(tip), ready=ready(tip))
    clock.advance(timedelta(days=3))
    writes_again(tip)

    assert named(tip, "look").state(clock.now()) == "late" and named(tip, "look").due_at == due


def it_explains_the_very_hour_it_names(tip, cast):
    work.ask_more(by=cast.actor("otto"), tip=tip, ready=ready(tip))
    clock.advance(timedelta(days=2))
    writes_again(tip)

    for one in clocks_of(fresh(tip)):
        there = clock.here(one.due_at)
        assert f"{there:%H:%M}" in one.steps[-1] and f"{there:%d/%m/%Y}" in one.steps[-1]
    assert any("Chờ người báo từ" in step for step in named(tip, "check").steps)


def it_is_calm_with_days_left_and_warns_on_the_day(tip, cast):
    work.ask_more(by=cast.actor("otto"), tip=tip, ready=ready(tip))
    clock.advance(timedelta(days=80))
    writes_again(tip)
    assert {one.clock.name: one.state for one in shown_clocks(fresh(tip))}["check"] == ""

    clock.advance(timedelta(days=20))
    assert {one.clock.name: one.state for one in shown_clocks(fresh(tip))}["check"] == "soon"


def it_counts_no_ten_years_for_what_owes_nothing(tip, cast):
    work.answer(by=cast.actor("otto"), tip=tip, ready=ready(tip, "Đã xong."))

    thread = Thread.objects.get(n=tip.thread_id)
    row = rows.rows_of(threads.page(cast.actor("otto"), threads.Filter()))[0]
    assert thread.due_at == NOTHING_DUE and not row.shows_due


def it_keeps_what_was_answered_in_time_after_a_reopening(tip, cast):
    otto = cast.actor("otto")
    work.answer(by=otto, tip=tip, ready=ready(tip, "Đã xong."))
    clock.advance(timedelta(days=13))
    resident.rate(tip=fresh(tip), helped=Helped.NO)
    clock.advance(timedelta(days=10))

    found = {one.clock.name: one.state for one in shown_clocks(fresh(tip))}
    assert (found["check"], found["again"]) == ("met", "")


def it_changes_no_hour_when_labels_or_units_change_later(tip, cast, house):
    before = {one.name: one.due_at for one in clocks_of(tip)}

    work.relabel(by=cast.actor("otto"), tip=tip, urgency="emergency")
    work.transfer(by=cast.actor("otto"), tip=tip, unit=house.there)

    assert {one.name: one.due_at for one in clocks_of(fresh(tip))} == before


def it_counts_no_waiting_for_the_law_once_a_crime_is_marked(tip, cast):
    otto = cast.actor("otto")
    work.ask_more(by=otto, tip=tip, ready=ready(tip))
    clock.advance(timedelta(days=2))
    official.mark_crime(by=otto, tip=fresh(tip))
    clock.advance(timedelta(days=5))

    check = named(tip, "check")
    assert check.due_at == MONDAY + timedelta(days=22) and check.legal and not check.stands


def it_gives_notice_within_three_working_days():
    thursday = datetime(2026, 10, 15, 20, 0, tzinfo=HERE)

    notice = next(one for one in clocks(Facts(thursday, "normal"), PLAIN, thursday) if one.name == "notice")

    assert notice.due_at == datetime(2026, 10, 20, 17, 0, tzinfo=HERE) and notice.legal


def it_gives_at_most_forty_days_more(tip, cast):
    otto = cast.actor("otto")
    seen = fresh(tip)
    work.extend(by=otto, tip=tip, days=30)
    with pytest.raises(work.TooLong):
        work.extend(by=otto, tip=seen, days=11)  # a page that was opened before knows nothing of the thirty
    work.extend(by=otto, tip=fresh(tip), days=10)

    with pytest.raises(work.WrongMove):
        work.extend(by=otto, tip=fresh(tip), days=1)
    assert fresh(tip).extended_days == MOST_EXTENSION


def it_extends_nothing_that_is_late(tip, cast):
    clock.advance(timedelta(days=21))

    with pytest.raises(work.WrongMove):
        work.extend(by=cast.actor("otto"), tip=fresh(tip), days=10)


def it_takes_a_waiting_tip_from_the_late_ones_and_back(tip, cast):
    otto = cast.actor("otto")
    work.ask_more(by=otto, tip=tip, ready=ready(tip))
    clock.advance(timedelta(days=60))
    assert not threads.page(otto, threads.Filter(overdue=True))

    writes_again(tip)
    assert not threads.page(otto, threads.Filter(overdue=True)) and Wait.objects.filter(until=None).count() == 0
    clock.advance(timedelta(days=30))
    assert threads.page(otto, threads.Filter(overdue=True))


def it_hears_a_resident_who_keeps_writing_only_once(tip, cast):
    work.ask_more(by=cast.actor("otto"), tip=tip, ready=ready(tip))
    clock.advance(timedelta(hours=5))
    writes_again(tip)
    due = named(tip, "check").due_at
    assert due == MONDAY + timedelta(days=20, hours=5)

    clock.advance(timedelta(hours=5))
    writes_again(tip, "À, màu xanh")

    assert named(tip, "check").due_at == due


def question(house):
    taken = intake.take_in(by=FORM, prepared=intake.prepare(arrival("Làm căn cước mấy ngày?", unit=house.here.pk,
                                                                    kind="admin_question")))  # fmt: skip
    return Thread.objects.select_related("desk__unit").get(n=taken.thread.n)


def it_owes_nothing_after_an_answer_and_again_after_a_further_question(house, cast):
    thread, otto = question(house), cast.actor("otto")
    reply.answer(by=otto, thread=thread, ready=reply.prepare(thread, "Dạ 7 ngày."))
    clock.advance(timedelta(days=5))
    row = rows.rows_of(threads.page(otto, threads.Filter()))[0]
    assert (row.signs[0].words, row.shows_due) == ("Đã trả lời", False)

    intake.take_in(by=FORM, prepared=intake.prepare(arrival("Còn hộ chiếu?", to_thread=thread.n)))
    row = rows.rows_of(threads.page(otto, threads.Filter()))[0]
    assert row.shows_due and row.due != "late" and row.thread.due_at - clock.now() < timedelta(days=4)


def it_stops_the_clock_of_a_thread_without_a_tip_while_it_waits(house, cast):
    thread, otto = question(house), cast.actor("otto")
    clock.advance(timedelta(hours=2))
    handle.wait(by=otto, thread=thread, waiting=True)
    clock.advance(timedelta(days=9))
    row = rows.rows_of(threads.page(otto, threads.Filter()))[0]
    assert not row.shows_due

    handle.wait(by=otto, thread=thread, waiting=False)

    now = Thread.objects.get(n=thread.n)
    assert clock.now() < now.due_at < clock.now() + timedelta(days=2)


def it_leaves_late_what_was_late_before_anybody_waited(house, cast):
    thread, otto = question(house), cast.actor("otto")
    due = thread.due_at
    clock.advance(timedelta(days=4))

    handle.wait(by=otto, thread=thread, waiting=True)

    assert Thread.objects.get(n=thread.n).due_at == due


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["look", "ask", "hear", "notice", "answer", "again", "extend", "crime", "hand_over"]),
        st.integers(min_value=1, max_value=60 * 24 * 9),
    ),
    max_size=14,
)


def after(facts: Facts, what: str, now: datetime) -> Facts:
    """The facts after one more event, as the actions write them."""
    open_since = facts.waiting_since
    heard = replace(facts, waiting_since=None)
    if open_since is not None:
        heard = replace(heard, pauses=(*facts.pauses[:-1], (open_since, now)))
    answered = facts.first_answered_at is not None and (not facts.again or facts.again[-1][1] is not None)
    if what == "look" and facts.acknowledged_at is None:
        return replace(facts, acknowledged_at=now)
    if what == "ask" and open_since is None and not answered:
        asked = replace(facts, pauses=(*facts.pauses, (now, now)), waiting_since=now)
        return replace(asked, acknowledged_at=facts.acknowledged_at or now)
    if what == "hear":
        return heard
    if what == "notice" and facts.noticed_at is None:
        return replace(facts, noticed_at=now)
    if what == "answer" and not answered:
        again = (*facts.again[:-1], (facts.again[-1][0], now)) if facts.again else ()
        return replace(heard, first_answered_at=facts.first_answered_at or now, again=again)
    if what == "again" and answered:
        return replace(facts, again=(*facts.again, (now, None)))
    if what == "extend" and not answered and not facts.again:
        check = next(one for one in clocks(facts, PLAIN, now) if one.name == "check")
        return replace(facts, extended_days=min(MOST_EXTENSION, facts.extended_days + 5)) if (
            check.running and check.state(now) != "late") else facts  # fmt: skip
    if what == "crime" and facts.crime_at is None:
        return replace(facts, crime_at=now)
    if what == "hand_over" and facts.handed_over_at is None:
        return replace(heard, handed_over_at=now)
    return facts


def seen_at(facts: Facts, now: datetime):
    pauses = tuple((off, now) if off == facts.waiting_since else (off, on) for off, on in facts.pauses)
    found = {}
    for one in clocks(replace(facts, pauses=pauses), PLAIN, now):
        found[one.name, one.started_at] = one
    return found


@given(events=EVENTS, start=st.integers(min_value=0, max_value=60 * 24 * 7), urgency=st.sampled_from(
    ["emergency", "today", "normal"]))  # fmt: skip
def it_never_changes_what_was_late_or_in_time(events, start, urgency):
    now = MONDAY + timedelta(minutes=start)
    facts = Facts(received_at=now, urgency=urgency)
    known = {}
    for what, minutes in events:
        now += timedelta(minutes=minutes)
        for moment in (now, now):
            found = seen_at(facts, moment)
            for key, (state, due) in known.items():
                if state in ("late", "met"):
                    assert found[key].state(moment) == state, (key, what)
                if state == "met":
                    assert found[key].due_at == due
            known |= {key: (one.state(moment), one.due_at) for key, one in found.items()}
            facts = after(facts, what, moment) if moment == now else facts
        for one in found.values():
            assert f"{clock.here(one.due_at):%H:%M}" in one.steps[-1]
            assert 0 <= one.percent(now) <= 100
