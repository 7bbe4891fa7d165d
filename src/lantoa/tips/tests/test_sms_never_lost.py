"""Told by short message: nothing is lost whatever the gateway does, and what is odd is shown."""

import json
from datetime import timedelta

import pytest

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.tasks import drain_inbox
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.tests.form import text

pytestmark = pytest.mark.django_db
NUMBER, RHEA = "02920000113", "0900000321"


@pytest.fixture
def writes(house, client):
    """Rhea writes a short message, and the worker takes it."""
    secrets = Secrets("shows-this", "we-show-this", "http://127.0.0.1:1/send")
    connect_account(
        by=HOUSE, messenger=all_messengers()["sms"], unit=house.here.pk, external_id=NUMBER, secrets=secrets
    )
    forget_accounts()

    def writes(words, after=timedelta(0), **more):
        body = json.dumps({"from": RHEA, "text": words} | more)
        answer = client.post(
            f"/hooks/sms/{NUMBER}/",
            body,
            content_type="application/json",
            headers={"Authorization": "Bearer shows-this"},
        )
        assert answer.status_code == 200
        with clock.moved(clock.now() + after):
            drain_inbox()

    return writes


def told():
    return [
        [one.text for one in sealed.said(thread, notes=False) if one.message.direction == "in"]
        for thread in Thread.objects.order_by("n")
    ]


@pytest.fixture
def page_of(cast, client_of):
    def page_of(thread):
        return text(client_of(cast.otto).get(f"/can-bo/hop-thu/{thread.public_id}/", follow=True))

    return page_of


def it_says_that_a_part_is_missing_and_shows_it_when_it_comes(writes, page_of):
    long = {"ref": 7, "parts": 2}
    writes("Hẻm 45 có người trộm xe, ", after=timedelta(minutes=4), part=1, id="a", **long)
    thread = Thread.objects.get()

    assert "thiếu phần 2/2" in page_of(thread)

    writes("chạy về phía chợ", after=timedelta(minutes=4), part=2, id="b", **long)

    assert "chạy về phía chợ" in page_of(thread)
    assert Thread.objects.count() == 1


def it_shows_a_cry_for_help_with_an_impossible_time_and_says_so(writes, page_of):
    writes("cháy nhà cứu với, hẻm 51", sent_at="1970-01-01T00:00:00Z", id="1")

    thread = Thread.objects.get()
    assert thread.kind == "emergency"
    assert "Giờ ghi trên tin (08:00 01/01/1970) không thể đúng" in page_of(thread)
    assert thread.messages.filter(direction="in").get().sent_at.date() == clock.now().date()


def it_takes_the_same_cry_twice_and_another_senders_under_the_same_id(writes):
    writes("hẻm 45 có trộm")
    writes("hẻm 45 có trộm")
    writes("chợ cũng có trộm", id="1")
    writes("bến xe có trộm", id="1", **{"from": "0900000322"})

    assert told() == [
        ["hẻm 45 có trộm", "hẻm 45 có trộm", "chợ cũng có trộm"],
        ["bến xe có trộm"],
    ]


@pytest.mark.parametrize("sender", ["Unknown", "", "chị Tư", None, ["0900"]])
def it_takes_what_comes_from_no_number_and_says_that_nobody_can_answer(house, writes, page_of, sender):
    writes("Hẻm 45 có trộm", **{"from": sender})

    page = page_of(Thread.objects.get())

    assert "Hẻm 45 có trộm" in page and "không trả lời bằng tin nhắn được" in page


@pytest.mark.parametrize(("given", "shown"), [(None, "(tin trống)"), (113, "113"), (["cứu"], "cứu")])
def it_takes_what_has_no_words(house, writes, given, shown):
    writes(given)

    assert shown in told()[0][0]


def it_says_that_a_message_was_too_long_to_keep(writes, page_of):
    writes("Nhà số 5 ồn. " * 2000)

    page = page_of(Thread.objects.get())

    assert "hệ thống chỉ giữ 20000 chữ đầu" in page


def it_says_nothing_of_a_long_message_that_was_kept_whole(writes, page_of):
    writes(("Nhà số 5 ồn. " * 2000)[:20_000])

    assert "hệ thống chỉ giữ" not in page_of(Thread.objects.get())
