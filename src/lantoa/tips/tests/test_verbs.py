"""Single verbs at their rules: who may, what the journal keeps, what nobody else is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Kind
from lantoa.conversations.tests.makers import FORM, arrival, zalo
from lantoa.delivery.models import Account
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips import tasks
from lantoa.tips.actions import move, official, resident, work
from lantoa.tips.actions.receive import make_tip, receive
from lantoa.tips.models import Tip


@pytest.fixture
def tip(house):
    return receive(by=FORM, prepared=intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip")))[1]


def verbs(tip):
    return list(
        Line.objects.filter(thread=tip.thread_id, verb__startswith="tip.").order_by("id").values_list("verb", flat=True)
    )


def now(tip) -> Tip:
    return Tip.objects.select_related("thread__desk__unit", "unit", "clock_unit").get(pk=tip.pk)


def act(client, tip, verb, **data):
    return client.post(reverse("tip-act", args=[tip.thread.public_id, verb]), data, follow=True)


def it_asks_before_a_clock_of_the_law_starts(tip, cast, client_of):
    client = client_of(cast.otto)

    page = act(client, tip, "dau-hieu").content.decode()

    assert now(tip).crime_at is None and "24 giờ" in page and 'name="chac" value="1"' in page
    act(client, tip, "dau-hieu", chac="1")
    assert now(tip).crime_at is not None and verbs(tip)[-1] == "tip.marked_crime"


def it_takes_a_mark_back_and_keeps_both_lines(tip, cast, client_of):
    client = client_of(cast.otto)
    act(client, tip, "dau-hieu", chac="1")

    page = act(client, tip, "bo-dau-hieu").content.decode()

    assert "Đã bỏ đánh dấu" in page and now(tip).crime_at is None and now(tip).crime_by is None
    assert verbs(tip)[-2:] == ["tip.marked_crime", "tip.unmarked_crime"]


def it_lets_nobody_else_take_a_mark_back(tip, cast):
    official.mark_crime(by=cast.actor("otto"), tip=tip)

    with pytest.raises(move.NotAllowed):
        official.unmark_crime(by=cast.actor("chi"), tip=now(tip))


def it_lets_a_mark_stand_after_ten_minutes(tip, cast, client_of):
    with clock.moved(clock.now()):
        official.mark_crime(by=cast.actor("otto"), tip=tip)
        clock.advance(timedelta(minutes=10, seconds=1))
        with pytest.raises(move.Passed):
            official.unmark_crime(by=cast.actor("otto"), tip=now(tip))
        answer = act(client_of(cast.otto), tip, "bo-dau-hieu")

    assert answer.status_code == 409 and "quá 10 phút" in answer.content.decode()


@pytest.mark.parametrize("name", ["petra", "dana", "mo", "ines", "vinh", "adam"])
def it_lets_nobody_write_who_does_not_hold_the_desk(tip, cast, name):
    ready = reply.prepare(tip.thread, "Dạ.")

    for verb in (work.say, work.ask_more, work.answer):
        with pytest.raises(move.NotAllowed):
            verb(by=cast.actor(name), tip=tip, ready=ready)
    assert len(sealed.said(tip.thread, notes=True)) == 1 and now(tip).state == "received"


def it_says_nothing_to_whoever_took_it_back(tip, cast):
    official.mark_crime(by=cast.actor("otto"), tip=tip)
    resident.withdraw(thread=tip.thread, tip=tip)

    with pytest.raises(move.WrongMove):
        work.say(by=cast.actor("otto"), tip=now(tip), ready=reply.prepare(tip.thread, "Dạ."))


def it_refuses_a_question_after_the_hand_over_in_words_that_help(tip, cast, client_of):
    official.hand_over(by=cast.actor("otto"), tip=tip, to="CQĐT")

    body = act(client_of(cast.otto), tip, "hoi", text="Xe màu gì?").content.decode()

    assert "Tin đã chuyển, không hỏi thêm được. Dùng &quot;Nhắn&quot;" in body
    assert "Hỏi thêm" not in body and "Nhắn, chưa trả lời kết quả" in body


def account(house, kind):
    return Account.objects.create(kind=kind, external_id=kind, unit=house.city, secrets=b"", made_at=clock.now())


def it_counts_as_told_only_who_was_told(house):
    sms, messenger = account(house, "sms"), account(house, "zalo_oa")

    def noticed(one):
        return receive(by=FORM, prepared=intake.prepare(one))[1].noticed_at is not None

    here = house.here.pk
    assert noticed(arrival("Trộm xe", unit=here, kind="tip"))
    assert noticed(zalo("Có người trộm xe máy ở khu vực 1", unit=here, kind="tip", account=messenger.pk))
    assert noticed(arrival("Trộm xe", unit=here, kind="tip", channel="sms", account=sms.pk, address="0900000145"))
    assert not noticed(zalo("Cháy nhà ở khu vực 1", "u-2", unit=here, kind="emergency", account=messenger.pk))
    assert not noticed(zalo("Trộm xe ở khu vực 1", "u-3", unit=here, kind="tip", account=messenger.pk, in_group=True))


def it_counts_nobody_as_told_by_the_copy_that_lies_above(house):
    messenger = account(house, "zalo_oa")
    told = zalo("Cứu! Công an đang đánh người ở khu vực 1", unit=house.here.pk, kind="emergency", account=messenger.pk)

    receive(by=FORM, prepared=replace(intake.prepare(told), kind=Kind.EMERGENCY))

    tips = {tip.thread.kind: tip.noticed_at for tip in Tip.objects.select_related("thread")}
    assert tips == {Kind.EMERGENCY: None, Kind.COMPLAINT: None}


@pytest.mark.parametrize(("kind", "told"), [(Kind.CHAT, False), (Kind.QUESTION, True)])
def it_counts_as_told_later_only_who_was_answered_at_first(house, cast, kind, told):
    messenger = account(house, "zalo_oa")
    one = zalo("Chào anh chị, cho hỏi chút", unit=house.here.pk, kind=kind, account=messenger.pk)
    thread = receive(by=FORM, prepared=replace(intake.prepare(one), kind=kind))[0].thread

    tip = make_tip(by=cast.actor("otto"), thread=thread)

    assert (tip.noticed_at is not None) is told


def it_notes_that_the_reporter_was_told_with_the_first_words(house, cast):
    messenger = account(house, "zalo_oa")
    told = zalo("Trộm xe ở khu vực 1", unit=house.here.pk, kind="tip", account=messenger.pk, in_group=True)
    tip = receive(by=FORM, prepared=intake.prepare(told))[1]
    assert now(tip).noticed_at is None

    work.ask_more(by=cast.actor("otto"), tip=now(tip), ready=reply.prepare(tip.thread, "Xe màu gì?"))

    assert now(tip).noticed_at is not None


@pytest.mark.parametrize("kept", [False, True])
def it_destroys_ten_days_after_a_withdrawal_and_not_what_looks_like_a_crime(tip, cast, kept):
    with clock.moved(clock.now()):
        if kept:
            official.mark_crime(by=cast.actor("otto"), tip=tip)
        resident.withdraw(thread=tip.thread, tip=now(tip))
        clock.advance(timedelta(days=9, hours=23))
        tasks.sweep()
        assert Thread.objects.get(n=tip.thread_id).destroyed_at is None

        clock.advance(timedelta(hours=2))
        tasks.sweep()

        gone = Thread.objects.get(n=tip.thread_id).destroyed_at is not None
        assert gone is not kept
        assert ([one.text for one in sealed.said(tip.thread, notes=False)] == ["(đã xóa)"]) is gone


@pytest.mark.parametrize("route", ["tips-acknowledge", "tips-take"])
def it_does_nothing_with_nothing_chosen_and_says_so(tip, cast, client_of, route):
    page = client_of(cast.otto).post(reverse(route), {}, follow=True).content.decode()

    assert "Đánh dấu ít nhất một tin" in page and "0 tin" not in page
    assert now(tip).state == "received" and Thread.objects.get(n=tip.thread_id).owner is None


def it_calls_no_bulk_a_success_in_which_nothing_was_done(tip, cast, client_of):
    move.acknowledge(by=cast.actor("otto"), tip=tip)

    body = client_of(cast.otto).post(reverse("tips-acknowledge"), {"chon": tip.thread.public_id}, follow=True)

    assert "1 tin không làm được" in body.content.decode() and "0 tin" not in body.content.decode()
