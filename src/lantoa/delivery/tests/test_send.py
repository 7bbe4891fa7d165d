"""A promise is one row per key, sealed, and emptied when it is taken back."""

import json
from datetime import datetime, timezone

import pytest

from lantoa.delivery import actions, queries
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.models import Account, Inbox, Outbox
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.places.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    unit = Unit.objects.create(kind="commune", path="/1/", name="Ninh Kiều")
    return Account.objects.create(
        kind="zalo_oa", app_id="1", external_id="388", unit=unit, secrets=b"", made_at=datetime.now(timezone.utc)
    )


def promise(account, **changed):
    given = {"address": "246845883529197922", "text": "Đã nhận tin.", "thread": 7, "key": "a", "purpose": "answer"}
    return actions.send(by=HOUSE, account=account.pk, **{**given, **changed})


def it_promises_once_per_key_and_seals_address_and_text(account):
    first = promise(account)
    second = promise(account, text="Khác")

    assert first.pk == second.pk
    row = Outbox.objects.get()
    assert b"246845883529197922" not in bytes(row.body)
    plain = held(row.seal_key).unseal(bytes(row.body), row="outbox:a")
    assert json.loads(plain) == {"address": "246845883529197922", "text": "Đã nhận tin."}
    assert [line.verb for line in Line.objects.all()] == ["message.promised"]


def it_refuses_an_empty_message(account):
    with pytest.raises(actions.NothingToSend):
        promise(account, text="  ")
    with pytest.raises(actions.NothingToSend):
        promise(account, address="")


def it_shows_what_waits_in_a_thread_and_why(account):
    promise(account)
    Outbox.objects.update(state=OutboxState.HELD, fault="window:-230")

    shown = queries.waiting(7)

    assert [w.purpose for w in shown] == ["answer"]
    assert "7 ngày" in shown[0].why
    assert queries.waiting(8) == []


def it_empties_what_has_not_left(account):
    promise(account, picture=b"\xff\xd8")

    assert actions.empty(by=HOUSE, thread=7) == 1

    row = Outbox.objects.get()
    assert (row.state, row.body, row.picture, row.to) == (OutboxState.GIVEN_UP, None, None, None)
    assert actions.empty(by=HOUSE, thread=7) == 0


def it_remembers_a_nonce_once(account):
    assert actions.remember("web", "n1")
    assert not actions.remember("web", "n1")
    assert actions.remember("desk", "n1")
    assert actions.remember("web", "n1", account.pk)
    assert not actions.remember("web", "n1", account.pk)
    assert set(Inbox.objects.values_list("state", "body")) == {(InboxState.DONE, None)}


def it_calls_everything_urgent_when_the_rule_fails():
    def broken(text):
        raise ValueError(text)

    actions.set_taker(lambda inbound: None, broken)
    assert actions.urgent("chào")
    actions.set_taker(lambda inbound: None, lambda text: "cháy" in text)
    assert actions.urgent("cháy nhà")
    assert not actions.urgent("chào")
