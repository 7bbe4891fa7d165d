"""A short message lies open on the phone of whoever is near: what an officer answers never stands in one."""

from datetime import timedelta

import pytest

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.tests.makers import DOOR, arrival
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Outbox
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.tasks import drain_outbox
from lantoa.delivery.tests.standin import Standin
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions import merge, move, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.states import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.process]
SECRET_WORDS = "Anh Tư hẻm 45 đã bị lập biên bản về tội đánh bạc."


@pytest.fixture
def gateway():
    """A stand-in of the gateway, in a process of its own."""
    sms = Standin("sms")
    yield sms
    sms.stop()


@pytest.fixture
def texted(house, gateway):
    """Tells somebody's tip by short message; gives the tip, and reads what the gateway has sent."""
    account = connect_account(
        by=HOUSE,
        messenger=all_messengers()["sms"],
        unit=house.here.pk,
        external_id="02920000113",
        secrets=Secrets("in", app_secret="out", address=f"{gateway.url}/send"),
    )
    gateway.tell("hook", {"url": "", "token": "in", "send_token": "out"})
    forget_accounts()

    def tell(text="Hẻm 45 đánh bạc ăn tiền mỗi tối", number="0900000145"):
        told = arrival(text, channel="sms", address=number, account=account.pk, unit=house.here.pk, mode="confidential",
                       kind="tip")  # fmt: skip
        return receive(by=DOOR, prepared=intake.prepare(told))[1]

    def sent():
        for minutes in (1, 2):  # a connection that was kept from another test's gateway is of no use the first time
            with clock.moved(clock.now() + timedelta(minutes=minutes)):
                drain_outbox()
        return [row["text"] for row in gateway.sent()]

    return tell, sent


def ready(tip):
    return reply.prepare(tip.thread, SECRET_WORDS)


VERBS = {
    "answer": lambda by, tip: work.answer(by=by, tip=tip, ready=ready(tip)),
    "ask": lambda by, tip: work.ask_more(by=by, tip=tip, ready=ready(tip)),
    "say": lambda by, tip: work.say(by=by, tip=tip, ready=ready(tip)),
    "refuse": lambda by, tip: work.refuse(by=by, tip=tip, refusal=Refusal.NOT_SO, ready=ready(tip)),
    "wrong kind": lambda by, tip: work.refuse(by=by, tip=tip, refusal=Refusal.WRONG_KIND, ready=ready(tip)),
}


@pytest.mark.parametrize("verb", VERBS)
def it_never_puts_an_answer_into_a_short_message(texted, cast, verb):
    tell, sent = texted
    tip = tell()

    VERBS[verb](cast.actor("chi"), tip)

    first, news = sent()
    assert "XIN MÃ" in first
    assert news.startswith("Có tin mới, xem tại ")
    assert not any(word in news for word in ("Tư", "45", "bạc"))


def it_never_copies_an_answer_to_a_merged_reporter_by_short_message(texted, cast):
    tell, sent = texted
    first, second = tell(), tell(number="0900000146")
    chi = cast.actor("chi")
    move.acknowledge(by=chi, tip=first)
    merge.merge(by=chi, tip=second, into=first)

    merge.copy_answer(by=chi, tip=first, ready=ready(first))

    *first_words, news = sent()
    assert len(first_words) == 2
    assert "bạc" not in news
    assert Outbox.objects.order_by("pk").last().purpose == "news"
