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
        ({"id": "1", "to": NUMBER}, "gateway-shows-this", NUMBER, 400),
        ("không phải JSON", "gateway-shows-this", NUMBER, 400),
        ("[]", "gateway-shows-this", NUMBER, 400),
        ("{}", "", NUMBER, 200),
    ],
)
def it_refuses_everything_else(connect, post, said, token, number, code):
    connect()

    assert post(said, token, number) == code
    assert Inbox.objects.count() == 0


def it_takes_equal_words_twice_when_the_gateway_gives_no_id(connect, post, taken):
    connect()
    for text in ("một", "hai", "một"):
        assert post({"from": RHEA, "text": text, "sent_at": "1970-01-01T00:00:00Z"}) == 200

    drain_inbox()

    assert sorted(inbound.text for inbound in taken) == ["hai", "một", "một"]
    assert not Inbox.objects.filter(external_id__contains=RHEA).exists()


def it_takes_another_sender_under_an_id_that_was_used_before(connect, post, taken):
    connect()
    post({"id": "1", "from": RHEA, "text": "chào"})
    drain_inbox()

    assert post({"id": "1", "from": "0900 000 322", "text": "cháy nhà cứu với"}) == 200
    assert post({"id": "1", "from": RHEA, "text": "cháy nhà cứu với"}) == 200
    drain_inbox()

    assert [(inbound.author, inbound.text) for inbound in taken] == [
        (RHEA, "chào"),
        ("0900000322", "cháy nhà cứu với"),
        (RHEA, "cháy nhà cứu với"),
    ]


@pytest.mark.parametrize(
    "sent_at",
    ["1970-01-01T00:00:00Z", 0, 946684800000, "2001-02-03", "9999-12-31T23:59:59+00:00", "hôm qua", -1, 10**30, {}],
)
def it_takes_a_cry_for_help_whatever_the_time_on_it(connect, post, taken, sent_at):
    connect()

    assert post({"id": "1", "from": RHEA, "text": "cháy nhà cứu với", "sent_at": sent_at}) == 200
    drain_inbox()

    assert [inbound.text for inbound in taken] == ["cháy nhà cứu với"]


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


def it_takes_what_is_there_when_a_piece_never_comes_and_says_so(connect, post, taken):
    connect()
    post({"id": "p1", "from": RHEA, "text": "Cháy ở ", "ref": 8, "part": 1, "parts": 2})
    drain_inbox()

    with clock.moved(clock.now() + timedelta(minutes=4)):
        drain_inbox()

    assert [(inbound.text, inbound.odd) for inbound in taken] == [("Cháy ở  [...]", ("missing:2/2",))]


def pieces(post, first, second, ref=7, ids=True):
    for part, text in ((1, first), (2, second)):
        said = {"from": RHEA, "text": text, "ref": ref, "part": part, "parts": 2}
        assert post(said | ({"id": f"{first}{second}-{part}"} if ids else {})) == 200


@pytest.mark.parametrize("ids", [True, False])
def it_takes_a_second_long_text_with_the_same_reference(connect, post, taken, ids):
    connect()
    pieces(post, "Có trộm ", "ở hẻm 45", ids=ids)
    drain_inbox()

    with clock.moved(clock.now() + timedelta(days=2)):
        pieces(post, "Có trộm ", "ở hẻm 45" if not ids else "ở hẻm 46", ids=ids)
        pieces(post, "Lại ", "nữa", ids=ids)
        drain_inbox()

    wanted = ["Có trộm ở hẻm 45", "Có trộm ở hẻm 46" if ids else "Có trộm ở hẻm 45", "Lại nữa"]
    assert [inbound.text for inbound in taken] == wanted
    assert not Inbox.objects.filter(state=InboxState.STORED).exists()


def it_takes_a_piece_that_comes_after_the_wait(connect, post, taken):
    connect()
    post({"id": "p1", "from": RHEA, "text": "Cháy ở ", "ref": 8, "part": 1, "parts": 2})
    with clock.moved(clock.now() + timedelta(minutes=3, seconds=30)):
        drain_inbox()
        assert post({"id": "p2", "from": RHEA, "text": "hẻm 45", "ref": 8, "part": 2, "parts": 2}) == 200
        clock.advance(timedelta(minutes=4))
        drain_inbox()

    assert [inbound.text for inbound in taken] == ["Cháy ở  [...]", "[...] hẻm 45"]
    assert taken[1].odd == ("missing:1/2",)


def it_lets_urgent_words_wait_seconds_for_a_missing_piece(connect, post, taken):
    actions.set_taker(taken.append, lambda text: "cháy" in text)
    connect()
    post({"id": "p1", "from": RHEA, "text": "cháy nhà ở ", "ref": 8, "part": 1, "parts": 2})

    with clock.moved(clock.now() + timedelta(seconds=21)):
        drain_inbox()

    assert [inbound.text for inbound in taken] == ["cháy nhà ở  [...]"]


def it_mixes_no_pieces_of_texts_that_lay_long_apart(connect, post, taken):
    connect()
    post({"id": "a1", "from": RHEA, "text": "Một ", "ref": 8, "part": 1, "parts": 2})
    with clock.moved(clock.now() + timedelta(hours=1)):  # nobody worked anything off meanwhile
        pieces(post, "Hai ", "ba", ref=8)
        drain_inbox()

    assert sorted(inbound.text for inbound in taken) == ["Hai ba", "Một  [...]"]


def it_takes_a_joined_text_once_when_its_worker_dies(connect, post, taken):
    class Killed(BaseException):
        pass

    def dies(inbound):
        taken.append(inbound)
        raise Killed

    connect()
    pieces(post, "Hai ", "ba")
    actions.set_taker(dies, lambda text: False)
    with pytest.raises(Killed):
        drain_inbox()

    actions.set_taker(taken.append, lambda text: False)
    with clock.moved(clock.now() + timedelta(minutes=5)):
        drain_inbox()

    assert [(inbound.text, inbound.odd) for inbound in taken] == [("Hai ba", ())] * 2
    assert len({(inbound.external_id, inbound.content) for inbound in taken}) == 1


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
