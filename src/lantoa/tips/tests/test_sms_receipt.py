"""Whoever told by short message gets a way back on request, in words that say how; no digits go out unasked."""

import json
import re
from datetime import timedelta

import pytest

from lantoa.conversations.actions import handle, reply
from lantoa.conversations.models import Receipt, Thread
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Outbox
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions import move, work
from lantoa.tips.models import Tip
from lantoa.tips.tests.form import text

pytestmark = pytest.mark.django_db
NUMBER, RHEA = "02920000113", "0900000321"
DIGITS = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


@pytest.fixture
def writes(house, client):
    """Rhea writes a short message; gives what leaves for her after it."""
    secrets = Secrets("shows-this", "we-show-this", "http://127.0.0.1:1/send")
    connect_account(
        by=HOUSE, messenger=all_messengers()["sms"], unit=house.here.pk, external_id=NUMBER, secrets=secrets
    )
    forget_accounts()

    def writes(words):
        body = json.dumps({"from": RHEA, "text": words})
        shown = {"Authorization": "Bearer shows-this"}
        assert (
            client.post(f"/hooks/sms/{NUMBER}/", body, content_type="application/json", headers=shown).status_code
            == 200
        )
        drain_inbox()
        return leaving()

    return writes


def leaving():
    """The texts of all promised messages, oldest first, taken out."""
    rows = list(Outbox.objects.filter(state=OutboxState.WAITING).order_by("pk"))
    found = [json.loads(held(row.seal_key).unseal(bytes(row.body), row=f"outbox:{row.key}"))["text"] for row in rows]
    emptied = {"body": None, "to": None, "seal_key": None}
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(state=OutboxState.SENT, **emptied)
    return found


def it_says_first_how_to_ask_and_then_gives_a_receipt_that_opens_the_matter(writes, client, cast, client_of):
    first = writes("Hẻm 45 có người trộm xe")

    assert len(first) == 1 and "XIN MÃ" in first[0] and not DIGITS.search(first[0])
    asked = writes("XIN MA")
    assert len(asked) == 1
    digits = DIGITS.search(asked[0]).group()
    assert "Hẻm 45 có người trộm xe" in text(client.post("/tin/", {"ma": digits}))
    thread = Thread.objects.get()
    page = client_of(cast.otto).get(f"/can-bo/hop-thu/{thread.public_id}/", follow=True)
    assert digits not in page.content.decode() and "••••" in page.content.decode()


def it_gives_five_a_day_says_once_that_this_is_all_and_goes_on_the_next_day(writes):
    with clock.moved(clock.now()):
        writes("Hẻm 45 có người trộm xe")

        said = [writes("XIN MÃ") for _ in range(8)]

        assert [bool(texts and DIGITS.search(texts[0])) for texts in said] == [True] * 5 + [False] * 3
        assert "mai nhắn lại" in said[5][0] and said[6:] == [[], []]
        clock.advance(timedelta(days=1, minutes=1))
        assert DIGITS.search(writes("XIN MÃ")[0])


def it_gives_another_one_each_time_it_is_asked(writes, client):
    writes("Hẻm 45 có người trộm xe")

    found = [DIGITS.search(writes("xin mã")[0]).group() for _ in range(2)]

    assert len(set(found)) == 2
    assert Receipt.objects.count() == 2
    for digits in found:
        assert "Hẻm 45" in text(client.post("/tin/", {"ma": digits}))


def it_answers_an_emergency_with_the_number_alone_and_gives_the_receipt_on_request(writes):
    first = writes("cháy nhà hẻm 51, cứu với")

    assert len(first) == 1 and "113" in first[0] and "MÃ" not in first[0]
    assert DIGITS.search(writes("xin ma")[0])


def it_says_how_to_read_an_answer_to_whoever_has_no_receipt(writes, cast):
    writes("Hẻm 45 có người trộm xe")
    tip = Tip.objects.get()
    move.acknowledge(by=cast.actor("otto"), tip=tip)

    work.answer(by=cast.actor("otto"), tip=tip, ready=reply.prepare(tip.thread, "Xe đã trả lại chủ."))

    told = leaving()
    assert len(told) == 1 and "XIN MÃ" in told[0] and "trả lại" not in told[0]


def it_takes_the_wish_for_a_receipt_for_no_news_of_the_matter(writes, cast):
    writes("Hẻm 45 có người trộm xe")
    tip = Tip.objects.get()
    move.acknowledge(by=cast.actor("otto"), tip=tip)
    work.ask_more(by=cast.actor("otto"), tip=tip, ready=reply.prepare(tip.thread, "Xe màu gì ạ?"))

    writes("xin mã")

    assert Thread.objects.get().waiting


def it_gives_a_receipt_of_a_matter_that_is_closed(writes, cast, client):
    writes("Phường mình thứ bảy có làm căn cước không?")
    thread = Thread.objects.get()
    handle.close(by=cast.actor("otto"), thread=thread)

    digits = DIGITS.search(writes("xin mã")[-1]).group()

    assert "căn cước" in text(client.post("/tin/", {"ma": digits}))
    assert not Thread.objects.get().open


@pytest.mark.parametrize(
    "words",
    [
        "Xin mã nhé", "cho tôi xin mã", "xin mã ạ", "xinma", "gửi lại mã", '"XIN MÃ"', "«xin mã»", "Xin mã với anh ơi",
        "XIN MA!!!", "xin mả", "mất mã rồi, cho xin lại", "cho xin mã nhận tin",
    ],
)  # fmt: skip
def it_hears_the_wish_for_a_receipt_in_peoples_own_words(writes, words):
    writes("Hẻm 45 có người trộm xe")

    asked = writes(words)

    assert len(asked) == 1 and DIGITS.search(asked[0])


@pytest.mark.parametrize(
    "words",
    [
        "nó quay lại xin mã", "Nó bán ma túy", "con cần má tới", "má ơi", "Có mã số xe nè", "xin má cho em",
        "Xin mã nhưng nó lại tới đập cửa nhà",
    ],
)  # fmt: skip
def it_takes_no_words_that_tell_something_for_the_wish_for_a_receipt(writes, words):
    writes("Hẻm 45 có người trộm xe")

    assert not any(DIGITS.search(said) for said in writes(words))
    assert Receipt.objects.count() == 0


def it_says_first_when_an_answer_comes_and_who_else_can_read(writes):
    first = writes("Hẻm 45 có người trộm xe")[0]

    due = Thread.objects.get().due_at
    assert f"Cán bộ xem chậm nhất {clock.here(due):%H:%M ngày %d/%m}" in first
    assert "Nhà mạng và người quản trị số này cũng đọc được" in first and "/bao-tin/" in first
    assert "Hẻm 45" not in first and "trộm" not in first


def it_says_that_it_was_received_when_a_hello_came_first(writes):
    assert writes("Xin chao") == []

    said = writes("Hẻm 45 có người trộm xe")

    assert len(said) == 1 and "XIN MÃ" in said[0]
    assert Tip.objects.get().noticed_at is not None
    assert writes("Họ đi hai xe máy") == []
