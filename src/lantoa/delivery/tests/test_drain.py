"""What came in is handed to the house once, urgent words first, and emptied."""

import contextlib
import json
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction

from lantoa.delivery import actions
from lantoa.delivery.actions import claim
from lantoa.delivery.logic import Event
from lantoa.delivery.models import Inbox, Outbox, Window
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.delivery.tests.conftest import OA, RHEA, event
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken():
    """What the house took; like the real taker it remembers first, in its own transaction."""
    taken = []

    def take(inbound):
        with transaction.atomic():
            if actions.remember(inbound.channel, inbound.external_id, inbound.account_id, inbound.content):
                taken.append(inbound)

    actions.set_taker(take, lambda text: "cháy" in text)
    return taken


def says(text, number, **changed):
    return event(message={"text": text, "msg_id": str(number)}, **changed)


def it_hands_over_what_was_said_and_empties_the_row(account, post, taken):
    post(says("Hẻm 45 có trộm", 1))

    assert drain_inbox() == 1

    inbound = taken[0]
    assert (inbound.channel, inbound.event, inbound.external_id) == ("zalo_oa", Event.MESSAGE, "1")
    assert (inbound.account_id, inbound.unit_id, inbound.author) == (account.pk, account.unit_id, RHEA)
    assert (inbound.text, inbound.group, inbound.urgent) == ("Hẻm 45 có trộm", None, False)
    row = Inbox.objects.get()
    assert (row.state, row.body, row.key, row.owner) == (InboxState.DONE, None, None, "")
    assert drain_inbox() == 0


def it_takes_urgent_ones_first(account, post, taken):
    for number, text in enumerate(["chào", "hỏi giờ làm việc", "cháy nhà"]):
        post(says(text, number))

    drain_inbox()

    assert [inbound.text for inbound in taken] == ["cháy nhà", "chào", "hỏi giờ làm việc"]


def it_takes_an_event_once_however_often_it_is_offered(account, post, taken):
    said = says("chào", 1)
    post(said)
    drain_inbox()
    post(said)
    drain_inbox()

    assert len(taken) == 1

    # a worker that died after the taker's commit and before it marked anything
    post(says("hai", 2))
    row = claim.claim_inbox(owner="dead", limit=1)[0]
    actions.remember(row.channel, row.external_id, row.account_id, row.content)
    Inbox.objects.update(due=clock.now())
    drain_inbox()
    assert len(taken) == 1


def it_leaves_rows_to_their_worker_until_the_lease_is_over(account, post, taken):
    post(says("chào", 1))
    claim.claim_inbox(owner="dead", limit=50)

    assert drain_inbox() == 0
    with clock.moved(clock.now() + timedelta(minutes=2)):
        assert drain_inbox() == 1

    assert len(taken) == 1
    assert Inbox.objects.get().tries == 1


def it_rests_and_parks_what_the_house_cannot_take(account, post):
    def broken(inbound):
        raise ValueError("Hẻm 45 có trộm")

    actions.set_taker(broken, lambda text: False)
    post(says("Hẻm 45 có trộm", 1))

    with clock.moved(clock.now()):
        for _ in range(8):
            assert drain_inbox() == 1
            assert drain_inbox() == 0
            clock.advance(timedelta(hours=2))

    row = Inbox.objects.get()
    assert (row.state, row.fault, row.tries) == (InboxState.PARKED, "ValueError", 8)
    assert row.body is not None


def it_goes_on_with_the_others_when_one_fails(account, post):
    took = []

    def picky(inbound):
        if inbound.text == "một":
            raise ValueError
        took.append(inbound.text)

    actions.set_taker(picky, lambda text: False)
    for number, text in enumerate(["một", "hai", "ba"]):
        post(says(text, number))

    drain_inbox()

    assert took == ["hai", "ba"]


def it_waits_while_nobody_takes(account, post, monkeypatch):
    monkeypatch.setattr("lantoa.delivery.actions.seam._taker", None)
    post(says("chào", 1))

    assert drain_inbox() == 0
    assert Inbox.objects.get().state == InboxState.STORED


@pytest.mark.parametrize(
    ("name", "changed", "state"),
    [
        ("oa_send_text", {"sender": {"id": OA}, "recipient": {"id": RHEA}}, InboxState.IGNORED),
        ("user_seen_message", {}, InboxState.IGNORED),
        ("brand_new_event", {}, InboxState.IGNORED),
        ("user_send_group_text", {"oa_id": OA, "recipient": None}, InboxState.PARKED),
        ("user_send_text", {"message": "?"}, InboxState.PARKED),
        ("user_withdraw", {"sender": None}, InboxState.PARKED),
    ],
)
def it_ignores_what_means_nothing_and_parks_what_it_cannot_read(account, post, taken, name, changed, state):
    post(event(name, **changed))

    drain_inbox()

    row = Inbox.objects.get()
    assert (row.state, taken) == (state, [])
    assert (row.body is None) == (state == InboxState.IGNORED)


def it_tells_a_human_takeover_from_its_own_echo(account, post, taken):
    sender = {"id": OA, "admin_id": "77"}
    post(event("oa_send_text", sender=sender, recipient={"id": RHEA}, message={"text": "Chào chị", "msg_id": "9"}))

    drain_inbox()

    assert (taken[0].event, taken[0].author, taken[0].staff) == (Event.TAKEOVER, RHEA, "77")
    assert Window.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"event_name": "user_withdraw"}, Event.WITHDRAW),
        ({"event_name": "user_submit_info", "info": {"name": "Rhea", "phone": "84900000001"}}, Event.CONTACT_DATA),
    ],
)
def it_names_what_people_do_beside_writing(account, post, taken, said, wanted):
    post({**event(), **said})

    drain_inbox()

    assert (taken[0].event, taken[0].author) == (wanted, RHEA)


def leaves(name, at):
    stamp = str(int(at.timestamp() * 1000))
    follower = {"oa_id": OA, "follower": {"id": RHEA}, "sender": None} if name == "unfollow" else {}
    return {k: v for k, v in {**event(name, timestamp=stamp), **follower}.items() if v is not None}


@pytest.mark.parametrize("name", ["unfollow", "user_withdraw"])
def it_holds_what_waits_for_who_left_until_they_write_again(account, post, taken, name):
    post(says("chào", 1))
    drain_inbox()
    actions.send(by=HOUSE, account=account.pk, address=RHEA, text="Đã xong", key="a", purpose="answer", thread=1)

    post(leaves(name, clock.now() + timedelta(seconds=1)))
    with clock.moved(clock.now() + timedelta(seconds=2)):
        drain_inbox()

    assert Outbox.objects.values_list("state", "fault").get() == (OutboxState.HELD, "person:unfollow")
    assert not Window.objects.exists()
    with clock.moved(clock.now() + timedelta(minutes=1)):
        post(says("chào lại", 2))
        drain_inbox()
    assert Outbox.objects.get().state == OutboxState.WAITING


def it_closes_nothing_that_a_later_message_opened(account, post, taken):
    post(says("chào", 1))
    post(leaves("unfollow", clock.now() - timedelta(hours=1)))

    drain_inbox()

    assert Window.objects.exists()
    assert [inbound.event for inbound in taken] == [Event.MESSAGE]


def it_reads_groups_places_and_cards(account, post, taken):
    point = {"type": "location", "payload": {"coordinates": {"latitude": "10.03", "longitude": "105.78"}}}
    card = {"type": "link", "payload": {"description": json.dumps({"phone": "84900000002"})}}
    link = {"type": "link", "payload": {"description": "Trang", "url": "https://example.org/"}}
    post(event("user_send_group_text", oa_id=OA, recipient={"id": "g1"}, message={"text": "mất xe", "msg_id": "1"}))
    post(event("user_send_location", message={"msg_id": "2", "attachments": [point, None, {"type": 5}]}))
    post(event("user_send_link", message={"msg_id": "3", "attachments": [card, link]}))

    drain_inbox()

    assert (taken[0].group, taken[0].author, taken[0].text) == ("g1", RHEA, "mất xe")
    assert taken[1].location == (10.03, 105.78)
    assert taken[2].text == "84900000002\nTrang\nhttps://example.org/"


def it_sets_held_messages_free_when_the_person_writes(account, post, taken):
    held = {"address": RHEA, "text": "Đã xong", "key": "a", "purpose": "answer", "thread": 1}
    actions.send(by=HOUSE, account=account.pk, **held)
    Outbox.objects.update(state=OutboxState.HELD, fault="window:-230", tries=3)
    post(says("chào", 1))

    drain_inbox()

    row = Outbox.objects.get()
    assert (row.state, row.fault, row.tries) == (OutboxState.WAITING, "", 0)
    assert b"2468" not in bytes(Window.objects.get().to)


@pytest.fixture
def dying(monkeypatch):
    """A taker that kills its worker at one event, as a lack of memory does: nothing after it runs."""
    took = []

    class Killed(BaseException):
        pass

    def take(inbound):
        if inbound.text == "chết":
            raise Killed
        took.append(inbound.text)

    actions.set_taker(take, lambda text: False)
    return took, Killed


def it_parks_an_event_that_kills_its_worker_and_no_neighbour(account, post, dying):
    took, killed = dying
    for number, text in enumerate(["chết", "một", "hai"]):
        post(says(text, number))

    with clock.moved(clock.now()):
        for _ in range(20):
            with contextlib.suppress(killed):
                drain_inbox()
            clock.advance(timedelta(minutes=1))

    assert sorted(took) == ["hai", "một"]
    assert list(Inbox.objects.filter(state=InboxState.PARKED).values_list("external_id", "fault")) == [
        ("0", "WorkerDied")
    ]


def it_takes_a_message_although_the_account_cannot_be_noted(account, post, taken, monkeypatch):
    def broken(**_):
        raise OperationalError("locked")

    monkeypatch.setattr(actions, "verified", broken)
    post(says("chào", 1))

    drain_inbox()

    assert [inbound.text for inbound in taken] == ["chào"]
