"""Rows are forgotten in time, and the key of a day goes with its last sealed row."""

from datetime import timedelta

import pytest

from lantoa.delivery import actions
from lantoa.delivery.models import Inbox, Outbox, Window
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.delivery.tasks import drain_inbox, tidy
from lantoa.delivery.tests.conftest import RHEA, event
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.vault.models import Key

pytestmark = pytest.mark.django_db


def held_days():
    return Key.objects.filter(kind="day", destroyed_at=None).count()


def it_forgets_emptied_rows_after_thirty_days(account, post):
    post(event(message={"text": "a", "msg_id": "1"}))
    drain_inbox()
    post(event(message={"text": "b", "msg_id": "2"}))

    with clock.moved(clock.now() + timedelta(days=29)):
        tidy()
    assert Inbox.objects.count() == 2
    with clock.moved(clock.now() + timedelta(days=31)):
        tidy()

    assert [row.external_id for row in Inbox.objects.all()] == ["2"]
    assert Window.objects.count() == 0


def it_destroys_a_days_key_only_when_nothing_is_sealed_with_it(account, post):
    post(event(message={"text": "a", "msg_id": "1"}))
    actions.send(by=HOUSE, account=account.pk, address=RHEA, text="b", key="b", purpose="answer")
    later = clock.now() + timedelta(days=3)

    with clock.moved(later):
        tidy()
    assert held_days() == 2

    drain_inbox()
    tidy()
    assert held_days() == 2  # today's keys may be in use
    with clock.moved(later):
        tidy()
    assert held_days() == 1
    assert Key.objects.filter(kind="day", destroyed_at__isnull=False).count() == 1


def it_gives_up_what_was_held_for_thirty_days(account):
    actions.send(by=HOUSE, account=account.pk, address=RHEA, text="b", key="b", purpose="answer", thread=1)
    Outbox.objects.update(state=OutboxState.HELD)

    with clock.moved(clock.now() + timedelta(days=31)):
        tidy()

    row = Outbox.objects.filter(key="b").first()
    assert row is None or (row.state, row.body) == (OutboxState.GIVEN_UP, None)


def it_forgets_unbelieved_calls_after_a_day(account, post, monkeypatch):
    monkeypatch.setattr("lantoa.delivery.actions.door._minute", {})
    post(event(), secret="typed wrong")
    assert Inbox.objects.get().state == InboxState.PARKED

    with clock.moved(clock.now() + timedelta(hours=25)):
        tidy()

    assert Inbox.objects.count() == 0
