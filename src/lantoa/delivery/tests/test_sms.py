"""Short messages: a token each way, long texts joined, sent once per id."""

import json
from datetime import timedelta

import pytest

from lantoa.delivery import actions
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.delivery.tasks import drain_inbox, drain_outbox
from lantoa.delivery.tests.standin import Standin
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.places.models import Unit

pytestmark = pytest.mark.django_db
NUMBER, RHEA = "02920000113", "0900000321"


@pytest.fixture
def taken():
    taken = []
    actions.set_taker(taken.append, lambda text: False)
    return taken


@pytest.fixture
def connect(db):
    def connect(gateway=""):
        unit = Unit.objects.create(path="/1/", kind="commune", name="Ninh Kiều")
        account = connect_account(
            by=HOUSE,
            messenger=all_messengers()["sms"],
            unit=unit.pk,
            external_id=NUMBER,
            secrets=Secrets("gateway-shows-this", "we-show-this", gateway),
        )
        forget_accounts()
        return account

    return connect


@pytest.fixture
def post(client):
    def post(said, token="gateway-shows-this", number=NUMBER):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = json.dumps(said) if isinstance(said, dict) else said
        return client.post(f"/hooks/sms/{number}/", body, content_type="application/json", headers=headers).status_code

    return post


def it_takes_a_message_once(connect, post, taken):
    account = connect()
    said = {
        "id": "in-1",
        "from": "0900 000 321",
        "to": NUMBER,
        "text": "Hẻm 45 có trộm",
        "sent_at": clock.now().isoformat(),
    }

    assert [post(said), post(said)] == [200, 200]
    drain_inbox()

    inbound = taken[0]
    assert (inbound.channel, inbound.account_id, inbound.author) == ("sms", account.pk, RHEA)
    assert (inbound.text, inbound.external_id) == ("Hẻm 45 có trộm", "in-1")
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("said", "token", "number", "code"),
    [
        ({"id": "1", "from": RHEA, "text": "a"}, "wrong", NUMBER, 401),
        ({"id": "1", "from": RHEA, "text": "a"}, "", NUMBER, 401),
        ({"id": "1", "from": RHEA, "text": "a"}, "gateway-shows-this", "999", 401),
        ({"id": "1", "from": RHEA}, "gateway-shows-this", NUMBER, 400),
        ({"id": "1", "from": "chị Tư", "text": "a"}, "gateway-shows-this", NUMBER, 400),
        ("không phải JSON", "gateway-shows-this", NUMBER, 400),
        ("[]", "gateway-shows-this", NUMBER, 400),
        ("{}", "", NUMBER, 200),
    ],
)
def it_refuses_everything_else(connect, post, said, token, number, code):
    connect()

    assert post(said, token, number) == code
    assert Inbox.objects.count() == 0


def it_tells_messages_without_an_id_apart(connect, post, taken):
    connect()
    for text in ("một", "hai", "một"):
        post({"from": RHEA, "text": text})

    drain_inbox()

    assert sorted(inbound.text for inbound in taken) == ["hai", "một"]
    assert not Inbox.objects.filter(external_id__contains=RHEA).exists()


def it_joins_a_long_text_whatever_order_its_pieces_come_in(connect, post, taken):
    connect()
    for part in (3, 1):
        post({"id": f"p{part}", "from": RHEA, "text": f"<{part}>", "ref": 7, "part": part, "parts": 3})
    drain_inbox()
    assert taken == []

    post({"id": "p2", "from": RHEA, "text": "<2>", "ref": 7, "part": 2, "parts": 3})
    with clock.moved(clock.now() + timedelta(seconds=10)):
        drain_inbox()

    assert [inbound.text for inbound in taken] == ["<1><2><3>"]
    assert (taken[0].parts, taken[0].author) == (1, RHEA)
    assert set(Inbox.objects.values_list("state", "body")) == {(InboxState.DONE, None)}


def it_takes_what_is_there_when_a_piece_never_comes(connect, post, taken):
    connect()
    post({"id": "p1", "from": RHEA, "text": "Cháy ở ", "ref": 8, "part": 1, "parts": 2})
    drain_inbox()

    with clock.moved(clock.now() + timedelta(minutes=4)):
        drain_inbox()

    assert [inbound.text for inbound in taken] == ["Cháy ở [...]"]


@pytest.fixture
def gateway(tmp_path):
    for name, token in (("out", "we-show-this"), ("in", "gateway-shows-this")):
        (tmp_path / name).write_text(token)
    sms = Standin("sms", "--token-file", tmp_path / "out", "--hook-token-file", tmp_path / "in")
    yield sms
    sms.stop()


@pytest.mark.process
def it_sends_once_even_when_the_answer_gets_lost(connect, gateway):
    account = connect(f"{gateway.url}/send")
    promise = {"by": HOUSE, "account": account.pk, "address": RHEA, "purpose": "notice"}
    actions.send(**promise, text="Có tin mới, xem tại trang xem tin.", key="a")
    gateway.tell("faults", {"what": "500"})

    drain_outbox()
    assert Outbox.objects.get().fault == "retry:500"
    gateway.tell("faults", {"what": ""})
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()

    assert [note["text"] for note in gateway.sent()] == ["Có tin mới, xem tại trang xem tin."]
    row = Outbox.objects.get()
    assert row.state == OutboxState.SENT

    # a worker that died after the gateway had taken it
    actions.send(**promise, text="Hai", key="b")
    second = Outbox.objects.get(key="b")
    kept = {"body": bytes(second.body), "seal_key": second.seal_key, "to": bytes(second.to)}
    drain_outbox()
    Outbox.objects.filter(key="b").update(state=OutboxState.WAITING, due=clock.now(), **kept)
    drain_outbox()
    assert len(gateway.sent()) == 2


@pytest.mark.process
@pytest.mark.parametrize("what", ["html", "nothing"])
def it_waits_when_the_gateway_answers_nonsense(connect, gateway, what):
    account = connect(f"{gateway.url}/send")
    actions.send(by=HOUSE, account=account.pk, address=RHEA, purpose="notice", text="Một", key="a")
    gateway.tell("faults", {"what": what})

    drain_outbox()

    row = Outbox.objects.get()
    assert row.state == OutboxState.WAITING
    assert row.fault.startswith("retry:")


def it_only_receives_without_a_gateway_address(connect):
    account = connect()
    actions.send(by=HOUSE, account=account.pk, address=RHEA, purpose="notice", text="Một", key="a")

    drain_outbox()

    assert Outbox.objects.get().fault == "no_grant:"
