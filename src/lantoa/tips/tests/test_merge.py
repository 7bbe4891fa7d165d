"""A main tip never buries what was merged into it: however it ends, each reporter is where a promise can be kept."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips.actions import merge, move, official, resident, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.queries import status
from lantoa.tips.states import Helped, Refusal


def made(house, text):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip")))[1]


def now(tip) -> Tip:
    return Tip.objects.select_related("thread__desk__unit", "unit", "clock_unit", "merged_into__clock_unit").get(
        pk=tip.pk
    )


@pytest.fixture
def group(house, cast):
    """A main tip and two that follow it, one of which was already looked at."""
    main, one, two = made(house, "Trộm xe"), made(house, "Mất xe"), made(house, "Bị lấy xe")
    move.acknowledge(by=cast.actor("otto"), tip=one)
    for each in (one, two):
        merge.merge(by=cast.actor("otto"), tip=now(each), into=now(main))
    return now(main), now(one), now(two)


def said(tip):
    return [one.text for one in sealed.said(now(tip).thread, notes=False) if one.message.direction == "out"]


def steps(tip):
    return [one.label for one in status.path(now(tip), now(tip).thread)]


def it_gives_followers_back_when_the_main_reporter_withdraws(group, cast):
    main, one, two = group

    resident.withdraw(thread=main.thread, tip=main)

    assert (now(one).state, now(two).state) == ("acknowledged", "received")
    assert {now(one).merged_into, now(two).merged_into} == {None}
    listed = {row.n for row in threads.page(cast.actor("otto"), threads.Filter())}
    assert listed == {one.thread_id, two.thread_id}
    assert "Đã rút lại" not in steps(one) + steps(two)


def it_gives_followers_back_when_the_main_was_no_tip(group, cast):
    main, one, _two = group

    work.relabel(by=cast.actor("otto"), tip=main, kind="admin_question")

    assert now(one).state == "acknowledged" and Thread.objects.get(n=one.thread_id).open


def it_gives_followers_back_when_the_main_goes_where_nobody_here_reads(group, cast):
    main, one, _two = group

    work.relabel(by=cast.actor("otto"), tip=main, kind="complaint_about_police")

    assert now(one).state == "acknowledged"


def it_takes_followers_along_to_another_unit(group, cast, house):
    main, one, two = group

    work.transfer(by=cast.actor("otto"), tip=main, unit=house.there)

    assert {now(each).thread.desk_id for each in (main, one, two)} == {now(main).thread.desk_id}
    assert {now(each).unit for each in (main, one, two)} == {house.there}
    assert now(one).state == "merged"


def it_tells_followers_that_the_main_was_refused(group, cast):
    main, one, two = group

    work.refuse(
        by=cast.actor("otto"), tip=main, refusal=Refusal.TOO_LITTLE, ready=reply.prepare(main.thread, "Xe của chị Sáu")
    )

    for each in (one, two):
        assert "không đủ thông tin để kiểm tra" in said(each)[-1] and "Sáu" not in said(each)[-1]
        assert steps(each)[-1] == "Không kiểm tra" and now(each).noticed_at is not None


def it_tells_followers_that_it_was_handed_over(group, cast):
    main, one, _two = group

    official.hand_over(by=cast.actor("otto"), tip=main, to="Cơ quan điều tra")

    assert "chuyển cơ quan điều tra" in said(one)[-1]


def it_tells_at_the_end_only_whom_nobody_told(group, cast):
    main, one, two = group
    otto = cast.actor("otto")
    work.say(by=otto, tip=one, ready=reply.prepare(one.thread, "Xe chị đã về."))
    work.answer(by=otto, tip=main, ready=reply.prepare(main.thread, "Đã bắt."))

    work.close(by=otto, tip=main)

    assert said(one) == ["Xe chị đã về."]
    assert len(said(two)) == 1 and "kiểm tra xong" in said(two)[0]


def it_leaves_unread_words_of_a_follower_unread(group, cast):
    main, one, _two = group
    receive(by=FORM, prepared=intake.prepare(arrival("Còn thấy nó nữa", to_thread=one.thread_id)))

    work.refuse(by=cast.actor("otto"), tip=main, refusal=Refusal.NOT_OURS, ready=reply.prepare(main.thread, "Không."))

    assert Thread.objects.get(n=one.thread_id).unread


def it_brings_all_back_when_a_merge_is_undone(group, house, cast):
    main, one, two = group
    bigger = made(house, "Băng trộm xe")
    merge.merge(by=cast.actor("otto"), tip=main, into=bigger)
    assert {now(each).merged_into for each in (main, one, two)} == {bigger}

    merge.unmerge(by=cast.actor("otto"), tip=now(main))

    assert now(main).state == "received"
    assert {now(each).merged_into for each in (one, two)} == {main}


def it_brings_back_only_its_own(group, house, cast):
    main, one, _two = group
    bigger, other = made(house, "Băng trộm xe"), made(house, "Mất xe nữa")
    merge.merge(by=cast.actor("otto"), tip=other, into=bigger)
    merge.merge(by=cast.actor("otto"), tip=main, into=now(bigger))

    merge.unmerge(by=cast.actor("otto"), tip=now(main))

    assert (now(other).merged_into, now(one).merged_into) == (bigger, main)


@pytest.mark.parametrize("end", ["closed", "refused", "withdrawn", "handed_over", "merged"])
def it_merges_into_nothing_that_has_ended(house, cast, end):
    main, tip, third = made(house, "Trộm xe"), made(house, "Mất xe"), made(house, "Bị lấy xe")
    stale = now(main)
    otto = cast.actor("otto")
    if end == "closed":
        work.answer(by=otto, tip=main, ready=reply.prepare(main.thread, "Xong."))
        work.close(by=otto, tip=main)
    elif end == "refused":
        work.refuse(by=otto, tip=main, refusal=Refusal.OTHER, ready=reply.prepare(main.thread, "Không."))
    elif end == "withdrawn":
        official.mark_crime(by=otto, tip=main)
        resident.withdraw(thread=main.thread, tip=main)
    elif end == "handed_over":
        official.hand_over(by=otto, tip=main, to="CQĐT")
    else:
        merge.merge(by=otto, tip=main, into=third)

    for seen in (now(main), stale):
        with pytest.raises(merge.NotTogether):
            merge.merge(by=otto, tip=tip, into=seen)


def it_leads_a_merged_tip_nowhere_but_back(group, cast, client_of):
    _main, one, _two = group
    client = client_of(cast.otto)

    for verb, data in (("xem", {}), ("kiem-tra", {}), ("tra-loi", {"text": "Đã xong."})):
        answer = client.post(reverse("tip-act", args=[one.thread.public_id, verb]), data)
        assert answer.status_code == 409 and "Đã gộp" in answer.content.decode()


def it_makes_a_tip_again_of_what_was_no_tip_by_mistake(house, cast, client_of):
    tip = made(house, "Trộm xe")
    work.relabel(by=cast.actor("otto"), tip=tip, kind="admin_question")

    answer = client_of(cast.otto).post(reverse("tip-make", args=[tip.thread.public_id]))

    assert answer.status_code == 302 and now(tip).state == "received" and now(tip).refusal == ""
    assert Thread.objects.get(n=tip.thread_id).has_tip


def it_says_only_steps_that_were(house, cast):
    tip = made(house, "Trộm xe")
    otto = cast.actor("otto")
    work.answer(by=otto, tip=tip, ready=reply.prepare(tip.thread, "Xong."))
    assert steps(tip) == ["Đã nhận", "Đã xem", "Trả lời", "Kết thúc"]

    resident.rate(tip=now(tip), helped=Helped.NO)

    assert [one.label for one in status.path(now(tip), now(tip).thread) if one.done] == ["Đã nhận", "Đã xem"]


def it_shows_no_step_of_work_on_what_was_withdrawn_at_once(house):
    tip = made(house, "Trộm xe")
    resident.withdraw(thread=tip.thread, tip=tip)

    assert steps(tip) == ["Đã nhận", "Đã rút lại"]


def it_withdraws_once_whoever_asks_twice(house):
    tip = made(house, "Trộm xe")
    resident.withdraw(thread=tip.thread, tip=None)
    until = Thread.objects.get(n=tip.thread_id).keep_until
    with clock.moved(clock.now()):
        clock.advance(clock.now() - clock.now() + (until - clock.now()) / 2)
        resident.withdraw(thread=Thread.objects.select_related("desk").get(n=tip.thread_id), tip=None)

    assert Thread.objects.get(n=tip.thread_id).keep_until == until
    assert Line.objects.filter(verb="thread.withdrawn", thread=tip.thread_id).count() == 1
