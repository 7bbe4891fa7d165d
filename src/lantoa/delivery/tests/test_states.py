"""Rows move only along their tables, whoever pushes, and the database refuses the rest."""

import pytest
from django.db import IntegrityError, transaction

from lantoa.delivery import actions
from lantoa.delivery.actions import claim
from lantoa.delivery.actions.window import touch
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.states import INBOX_MOVES, OUTBOX_MOVES, InboxState, OutboxState
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = pytest.mark.django_db
NOBODY = ""

OUT = {
    "sent": lambda row: claim.settle_sent([row], owner=NOBODY),
    "hold": lambda row: claim.hold(row, owner=NOBODY, fault="window:-230"),
    "park": lambda row: claim.park(row, owner=NOBODY, fault="permanent:-248"),
    "fail": lambda row: claim.fail(row, owner=NOBODY, fault="retry:500"),
    "put back": lambda row: claim.put_back([row], owner=NOBODY),
    "empty": lambda row: actions.empty(by=HOUSE, thread=1),
    "try again": lambda row: actions.try_again(by=HOUSE, outbox=[row.pk]),
    "person writes": lambda row: touch([(row.account_id, "1", clock.now())]),
}
IN = {
    "done": lambda row: claim.settle_inbox([row], owner=NOBODY, state=InboxState.DONE),
    "ignored": lambda row: claim.settle_inbox([row], owner=NOBODY, state=InboxState.IGNORED),
    "park": lambda row: claim.park(row, owner=NOBODY, fault="shape:group"),
    "fail": lambda row: claim.fail(row, owner=NOBODY, fault="ValueError"),
    "remember": lambda row: actions.remember(row.channel, row.external_id, row.account_id, row.content),
    "try again": lambda row: actions.try_again(by=HOUSE, inbox=[row.pk]),
}


def named(table):
    return {before.name: {after.name for after in allowed} for before, allowed in table.items()}


def it_is_the_table_that_was_agreed():
    """Written once more and by hand: a table that is only compared with itself may lose anything."""
    assert named(INBOX_MOVES) == {
        "STORED": {"DONE", "IGNORED", "PARKED"}, "PARKED": {"STORED", "IGNORED"}, "DONE": set(), "IGNORED": set(),
    }  # fmt: skip
    assert named(OUTBOX_MOVES) == {
        "WAITING": {"SENT", "HELD", "PARKED", "GIVEN_UP"}, "HELD": {"WAITING", "GIVEN_UP"},
        "PARKED": {"WAITING", "GIVEN_UP"}, "SENT": set(), "GIVEN_UP": set(),
    }  # fmt: skip


@pytest.mark.parametrize("verb", OUT)
@pytest.mark.parametrize("state", list(OutboxState))
def it_moves_a_message_only_along_its_table(account, state, verb):
    row = actions.send(by=HOUSE, account=account.pk, address="1", text="a", key="a", purpose="answer", thread=1)
    emptied = state in (OutboxState.SENT, OutboxState.GIVEN_UP)
    Outbox.objects.update(state=state, **({"body": None, "to": None, "seal_key": None} if emptied else {}))

    OUT[verb](row)

    after = Outbox.objects.get()
    assert after.state == state or OutboxState(after.state) in OUTBOX_MOVES[state]
    assert (after.body is None) == (after.state in (OutboxState.SENT, OutboxState.GIVEN_UP))


@pytest.mark.parametrize("verb", IN)
@pytest.mark.parametrize("state", list(InboxState))
def it_moves_an_event_only_along_its_table(account, post, state, verb):
    post()
    emptied = state in (InboxState.DONE, InboxState.IGNORED)
    Inbox.objects.update(state=state, **({"body": None, "key": None} if emptied else {}))

    IN[verb](Inbox.objects.get())

    after = Inbox.objects.get()
    assert after.state == state or InboxState(after.state) in INBOX_MOVES[state]
    assert (after.body is None) == (after.state in (InboxState.DONE, InboxState.IGNORED))


def it_lets_no_late_worker_settle_anothers_row(account, post):
    post()
    row = claim.claim_inbox(owner="first", limit=1)[0]

    claim.settle_inbox([row], owner="second", state=InboxState.DONE)
    claim.park(row, owner="second", fault="x")

    assert Inbox.objects.get().state == InboxState.STORED


@pytest.mark.parametrize(
    ("model", "change"), [(Inbox, {"state": 9}), (Inbox, {"state": 1}), (Outbox, {"state": 9}), (Outbox, {"state": 1})]
)
def it_is_refused_by_the_database(account, post, model, change):
    post()
    actions.send(by=HOUSE, account=account.pk, address="1", text="a", key="a", purpose="answer")

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize("verb", [verb for verb in OUT if verb not in ("empty", "try again", "person writes")])
def it_lets_a_late_worker_settle_nothing_of_another_ones_message(account, verb):
    """A worker that slept through its lease comes back: the row is somebody else's now, and may not have left."""
    row = actions.send(by=HOUSE, account=account.pk, address="1", text="a", key="a", purpose="answer", thread=1)
    before = Outbox.objects.filter(pk=row.pk)
    before.update(owner="the new one")
    held = before.values().get()

    OUT[verb](row)

    assert before.values().get() == held


def it_lets_a_late_worker_note_no_part_of_another_ones_message(account):
    row = actions.send(by=HOUSE, account=account.pk, address="1", text="a", key="a", purpose="answer", thread=1)
    Outbox.objects.filter(pk=row.pk).update(owner="the new one")

    claim.part_sent(row, owner="the late one", count=3)

    assert Outbox.objects.get().parts_sent == 0


@pytest.mark.parametrize("verb", [verb for verb in IN if verb not in ("remember", "try again")])
def it_lets_a_late_worker_settle_nothing_of_another_ones_event(account, verb):
    now = clock.now()
    row = Inbox.objects.create(
        channel="zalo_oa", account=account, external_id="1", body=b"x", due=now, received_at=now, owner="the new one"
    )
    held = Inbox.objects.filter(pk=row.pk).values().get()

    IN[verb](row)

    assert Inbox.objects.filter(pk=row.pk).values().get() == held
