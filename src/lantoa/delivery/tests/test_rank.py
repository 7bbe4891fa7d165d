"""What belongs to an emergency leaves before everything else (the far side is a stand-in)."""

from datetime import timedelta

import pytest

from lantoa.delivery import actions
from lantoa.delivery.actions import grant as grants
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Bucket, Outbox
from lantoa.delivery.queries.known import known
from lantoa.delivery.states import OutboxRank, OutboxState
from lantoa.delivery.tasks import drain_outbox, outbox
from lantoa.delivery.tests.conftest import OA
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = [pytest.mark.django_db, pytest.mark.process]
LIFE = "Gọi 114 ngay, trực ban đang được báo."


@pytest.fixture
def people(zalo):
    said = zalo.tell("say", [{"user": name, "text": "Chào"} for name in ("An", "Ba")])
    return [one["user_id"] for one in said]


@pytest.fixture
def send(sending, monkeypatch):
    monkeypatch.setattr(outbox, "_batch", outbox.SMALLEST)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    Bucket.objects.update(allowed=2000)

    def send(address, text, thread, rank=OutboxRank.ORDINARY):
        return actions.send(
            by=HOUSE, account=sending.pk, address=address, text=text, thread=thread, rank=rank, key=text,
            purpose="answer",
        )  # fmt: skip

    return send


def it_leaves_before_ninety_others_that_were_promised_earlier(zalo, people, send):
    an, ba = people
    before = len(zalo.sent())
    for number in range(90):
        send(ba, f"Tin {number}.", thread=7)
    send(an, LIFE, thread=8, rank=OutboxRank.LIFE)

    drain_outbox()

    left = [row["text"] for row in zalo.sent()[before:]]
    assert len(left) == 91 and left.index(LIFE) < outbox.SMALLEST


def it_leaves_although_the_others_used_up_what_is_allowed_in_a_minute(zalo, people, send):
    an, ba = people
    Bucket.objects.update(allowed=40)
    before = len(zalo.sent())
    with clock.moved(clock.now()):
        for number in range(60):
            send(ba, f"Tin {number}.", thread=7)
        drain_outbox()
        assert len(zalo.sent()) - before == 38
        clock.advance(timedelta(seconds=5))
        send(an, LIFE, thread=8, rank=OutboxRank.LIFE)
        drain_outbox()

    assert [row["text"] for row in zalo.sent()[before:]][38:] == [LIFE]


def it_takes_what_was_said_before_in_the_same_thread_along(zalo, people, send):
    an, ba = people
    before = len(zalo.sent())
    for number in range(90):
        send(ba, f"Tin {number}.", thread=7)
    send(an, "Đã nhận tin.", thread=8)
    send(an, LIFE, thread=8, rank=OutboxRank.LIFE)

    drain_outbox()

    left = [row["text"] for row in zalo.sent()[before:]]
    assert left.index("Đã nhận tin.") < left.index(LIFE) < outbox.SMALLEST
    assert not Outbox.objects.exclude(state=OutboxState.SENT).exists()
