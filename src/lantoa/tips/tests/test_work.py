"""From received to closed: each verb, who may do it, and what two officers at once get."""

from datetime import timedelta

import pytest

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.delivery.models import Outbox
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips.actions import merge, move, official, resident, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.queries import tips
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.states import Helped, Refusal


@pytest.fixture
def tip(house):
    return receive(by=FORM, prepared=intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip")))[1]


def say(tip, text="Dạ, công an đang kiểm tra."):
    return reply.prepare(tip.thread, text)


def it_goes_from_received_to_closed_and_the_reporter_reads_it(tip, cast):
    otto = cast.actor("otto")
    move.acknowledge(by=otto, tip=tip)
    move.start_checking(by=otto, tip=tip)
    work.answer(by=otto, tip=tip, ready=say(tip, "Đã lập biên bản, xe đã trả lại."))
    work.close(by=otto, tip=tip)

    thread = Thread.objects.get(n=tip.thread_id)
    assert (tip.state, thread.chip, thread.open) == ("closed", "closed", False)
    assert [s.text for s in sealed.said(thread, notes=False)][-1] == "Đã lập biên bản, xe đã trả lại."
    verbs = list(Line.objects.filter(thread=thread.n).order_by("id").values_list("verb", flat=True))
    assert [v for v in verbs if v.startswith("tip.")] == [
        "tip.received", "tip.acknowledged", "tip.checking", "tip.answered", "tip.closed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo"])
def it_refuses_whoever_does_not_hold_the_desk(tip, cast, name):
    with pytest.raises(move.NotAllowed):
        move.acknowledge(by=cast.actor(name), tip=tip)
    assert tips.by_public_id(cast.actor(name), tip.thread.public_id) is None


def it_tells_the_second_of_two_officers_that_somebody_was_faster(tip, cast):
    seen_by_chi = Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk)
    move.acknowledge(by=cast.actor("otto"), tip=tip)

    with pytest.raises(move.TooLate):
        move.acknowledge(by=cast.actor("chi"), tip=seen_by_chi)


def it_stops_our_own_clocks_while_the_resident_has_the_word(tip, cast, house):
    with clock.moved(clock.now()):
        before = {c.name: c.due_at for c in clocks_of(tip)}
        work.ask_more(by=cast.actor("otto"), tip=tip, ready=say(tip, "Xe màu gì?"))
        clock.advance(timedelta(hours=5))
        receive(by=FORM, prepared=intake.prepare(arrival("Màu đỏ", to_thread=tip.thread_id)))
        after = {c.name: c.due_at for c in clocks_of(Tip.objects.select_related("thread", "unit").get(pk=tip.pk))}

    assert after["check"] - before["check"] == timedelta(hours=5)
    assert after["notice"] == before["notice"]


def it_starts_the_legal_day_when_an_officer_marks_a_crime(tip, cast):
    official.mark_crime(by=cast.actor("otto"), tip=tip)

    over = next(c for c in clocks_of(tip) if c.name == "hand_over")
    assert over.due_at - tip.crime_at == timedelta(hours=24) and over.legal


def it_merges_and_takes_back_within_ten_minutes_by_the_same_person(tip, cast, house):
    main = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe đạp", unit=house.here.pk, kind="tip")))[1]
    otto = cast.actor("otto")
    move.acknowledge(by=otto, tip=tip)
    merge.merge(by=otto, tip=tip, into=main)
    with pytest.raises(merge.NotAllowed):
        merge.unmerge(by=cast.actor("chi"), tip=tip)

    merge.unmerge(by=otto, tip=tip)

    assert tip.state == "acknowledged" and tip.merged_into is None


def it_sends_a_copied_answer_to_each_reporter_in_their_own_thread(tip, cast, house):
    main = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe đạp", unit=house.here.pk, kind="tip")))[1]
    otto = cast.actor("otto")
    merge.merge(by=otto, tip=tip, into=main)

    assert merge.copy_answer(by=otto, tip=main, ready=say(main, "Đã xử lý.")) == 1
    assert sealed.said(tip.thread, notes=False)[-1].text == "Đã xử lý."


def it_lets_the_thread_go_on_when_the_kind_was_wrong(tip, cast):
    work.refuse(by=cast.actor("chi") if not cast.actor("otto").may("tip.refuse") else cast.actor("otto"), tip=tip,
                refusal=Refusal.WRONG_KIND, ready=say(tip))  # fmt: skip

    thread = Thread.objects.get(n=tip.thread_id)
    assert (tip.state, thread.kind, thread.open, thread.has_tip) == ("refused", "admin_question", True, False)


def it_reopens_once_when_the_reporter_is_unhappy_in_time(tip, cast):
    otto = cast.actor("otto")
    work.answer(by=otto, tip=tip, ready=say(tip))
    work.close(by=otto, tip=tip)
    resident.rate(tip=tip, helped=Helped.NO)
    assert tip.state == "checking"
    work.answer(by=otto, tip=tip, ready=say(tip))

    resident.rate(tip=tip, helped=Helped.NO)

    assert tip.state == "answered"


def it_leaves_every_list_at_once_when_withdrawn(tip, cast):
    resident.withdraw(thread=tip.thread, tip=tip)

    thread = Thread.objects.get(n=tip.thread_id)
    assert (thread.open, thread.chip) == (False, "withdrawn")
    assert thread.keep_until - clock.now() <= timedelta(days=10)


def it_can_put_an_ended_tip_away_again_after_the_reporter_wrote_once_more(tip, cast):
    otto = cast.actor("otto")
    work.answer(by=otto, tip=tip, ready=say(tip))
    work.close(by=otto, tip=tip)
    receive(by=FORM, prepared=intake.prepare(arrival("Cảm ơn, xe đã về", to_thread=tip.thread_id)))
    fresh = tips.by_public_id(otto, tip.thread.public_id)
    assert fresh.thread.open and fresh.thread.unread

    work.close(by=otto, tip=fresh)

    thread = Thread.objects.get(n=tip.thread_id)
    assert (thread.open, thread.chip, Tip.objects.get(pk=tip.pk).state) == (False, "closed", "closed")


def it_promises_nobody_anything_for_an_act_that_can_be_taken_back(house, cast, tip):
    """Merging is undone within minutes: a message of it could not be called back, so there is none."""
    other = receive(by=FORM, prepared=intake.prepare(arrival("Lại mất xe nữa", unit=house.here.pk, kind="tip")))[1]
    otto = cast.actor("otto")
    move.acknowledge(by=otto, tip=other)

    merge.merge(by=otto, tip=tip, into=other)
    merge.unmerge(by=otto, tip=tip)

    assert not Outbox.objects.exists()
