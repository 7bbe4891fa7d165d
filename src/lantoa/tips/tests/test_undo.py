"""What was just done can be taken back: within ten minutes, from the message that says it was done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.kit import clock
from lantoa.tips.actions import move
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip

INBOX = "/can-bo/hop-thu/"
UNDO = "/can-bo/hoan-tac/"


@pytest.fixture(autouse=True)
def standing_clock(house):
    with clock.moved(clock.now()):
        yield


@pytest.fixture
def question(house):
    taken, _tip = receive(by=FORM, prepared=intake.prepare(arrival("Làm căn cước mấy ngày", unit=house.here.pk)))
    return taken.thread


@pytest.fixture
def tip(house):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe đầu hẻm", unit=house.here.pk, kind="tip")))
    return tip


def now(thread):
    return Thread.objects.get(n=thread.n)


def it_offers_to_take_back_in_the_message_that_says_it_was_done(question, cast, client_of):
    page = client_of(cast.otto).post(
        INBOX + "nhieu/ket-thuc/", {"chon": [question.public_id], "ve": INBOX}, follow=True
    )

    assert "Đã kết thúc 1 tin." in page.content.decode()
    assert f'action="{UNDO}"' in page.content.decode() and "Hoàn tác" in page.content.decode()


def it_takes_a_close_back_as_it_was(question, cast, client_of):
    reply.answer(by=cast.actor("otto"), thread=question, ready=reply.prepare(question, "Dạ 7 ngày."))
    before, otto = now(question), client_of(cast.otto)
    otto.post(INBOX + "nhieu/ket-thuc/", {"chon": [question.public_id], "ve": INBOX})

    otto.post(UNDO, {"ve": INBOX})

    after = now(question)
    assert (after.open, after.chip, after.owed_since, after.due_at) == (
        True,
        before.chip,
        before.owed_since,
        before.due_at,
    )


def it_gives_a_thread_back_to_whoever_had_it(question, cast, client_of):
    Thread.objects.filter(n=question.n).update(owner=cast.otto)
    chi = client_of(cast.chi)
    chi.post(INBOX + "nhieu/giao/", {"chon": [question.public_id], "to": cast.chi.pk, "ve": INBOX})

    chi.post(UNDO, {"ve": INBOX})

    assert now(question).owner_id == cast.otto.pk


def it_takes_back_taking_it_oneself(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.post("/can-bo/tin/nhieu/nhan/", {"chon": [question.public_id], "ve": INBOX})
    assert now(question).owner_id == cast.otto.pk

    otto.post(UNDO, {"ve": INBOX})

    assert now(question).owner_id is None


def it_takes_back_having_looked_and_the_hour_runs_again(tip, cast, client_of):
    otto, due = client_of(cast.otto), now(tip.thread).due_at
    otto.post("/can-bo/tin/nhieu/da-xem/", {"chon": [tip.thread.public_id], "ve": INBOX})

    otto.post(UNDO, {"ve": INBOX})

    after = Tip.objects.get(pk=tip.pk)
    assert (after.state, after.acknowledged_at, now(tip.thread).due_at) == ("received", None, due)


@pytest.mark.parametrize("verb", ["xem", "giao", "dau-hieu"])
def it_offers_it_on_the_page_of_a_tip_too(tip, cast, client_of, verb):
    page = client_of(cast.chi).post(
        reverse("tip-act", args=[tip.thread.public_id, verb]), {"to": cast.otto.pk, "chac": "1"}, follow=True
    )

    assert "Hoàn tác" in page.content.decode()


def it_is_too_late_after_ten_minutes(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.post(INBOX + "nhieu/ket-thuc/", {"chon": [question.public_id], "ve": INBOX})
    clock.advance(timedelta(minutes=10, seconds=1))

    page = otto.post(UNDO, {"ve": INBOX}, follow=True)

    assert "không hoàn tác được nữa" in page.content.decode()
    assert not now(question).open


def it_leaves_what_somebody_changed_meanwhile(question, cast, client_of):
    chi = client_of(cast.chi)
    chi.post(INBOX + "nhieu/giao/", {"chon": [question.public_id], "to": cast.otto.pk, "ve": INBOX})
    Thread.objects.filter(n=question.n).update(owner=cast.chi)

    page = chi.post(UNDO, {"ve": INBOX}, follow=True)

    assert "giữ nguyên" in page.content.decode()
    assert now(question).owner_id == cast.chi.pk


def it_leaves_a_close_and_a_look_that_somebody_else_did_since(question, tip, cast, client_of):
    otto, chi = client_of(cast.otto), cast.actor("chi")
    otto.post(INBOX + "nhieu/ket-thuc/", {"chon": [question.public_id], "ve": INBOX})
    clock.advance(timedelta(minutes=2))
    handle.reopen(by=chi, thread=now(question))
    handle.close(by=chi, thread=now(question))
    otto.post(UNDO, {"ve": INBOX})
    assert not now(question).open

    otto.post("/can-bo/tin/nhieu/da-xem/", {"chon": [tip.thread.public_id]})
    clock.advance(timedelta(minutes=2))
    move.take_back_look(by=chi, tip=Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk))
    move.acknowledge(by=chi, tip=Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk))
    otto.post(UNDO, {"ve": INBOX})
    assert Tip.objects.get(pk=tip.pk).state == "acknowledged"


def it_takes_back_once_and_for_nobody_else(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.post(INBOX + "nhieu/ket-thuc/", {"chon": [question.public_id], "ve": INBOX})

    client_of(cast.chi).post(UNDO)
    assert not now(question).open

    otto.post(UNDO)
    assert now(question).open
