"""A window opens from the time somebody wrote, not from the time we heard of it, and never moves back."""

from datetime import timedelta

import pytest

from lantoa.delivery import actions
from lantoa.delivery.models import Outbox, Window
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.delivery.tests.conftest import RHEA, event
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


def stamp(moment):
    return str(int(moment.timestamp() * 1000))


@pytest.fixture
def held(account):
    """An answer that waits until Rhea writes again."""

    def held(fault="window:-230"):
        row = actions.send(by=HOUSE, account=account.pk, address=RHEA, text="a", key="a", purpose="answer", thread=7)
        Outbox.objects.filter(pk=row.pk).update(state=OutboxState.HELD, fault=fault)

    return held


def arrives(post, number, sent_at, name="user_send_text", **more):
    post(event(name, message={"text": "Chào", "msg_id": str(number)}, timestamp=stamp(sent_at), **more))
    drain_inbox()


def it_opens_a_window_from_the_time_of_an_event_that_was_late(account, post):
    sent_at = clock.now().replace(microsecond=0) - timedelta(days=3)

    arrives(post, 1, sent_at)

    assert Window.objects.get().last_at == sent_at


def it_keeps_the_later_time_when_an_older_event_comes_after_a_newer_one(account, post):
    newer = clock.now().replace(microsecond=0) - timedelta(hours=1)
    arrives(post, 1, newer)

    arrives(post, 2, newer - timedelta(days=5))

    assert Window.objects.get().last_at == newer


def it_frees_nothing_for_an_event_that_is_older_than_the_window(account, post, held):
    held()

    arrives(post, 1, clock.now() - timedelta(days=8))

    assert Outbox.objects.get().state == OutboxState.HELD


def it_frees_what_waited_when_somebody_writes(account, post, held):
    held()

    arrives(post, 1, clock.now())

    assert Outbox.objects.get().state == OutboxState.WAITING


@pytest.mark.parametrize(("ago", "state"), [(1, OutboxState.WAITING), (72, OutboxState.HELD)])
def it_frees_what_would_cost_money_only_within_the_free_hours(account, post, held, ago, state):
    held("charged:-320")

    arrives(post, 1, clock.now() - timedelta(hours=ago))

    assert Outbox.objects.get().state == state


def it_does_not_count_a_heart_under_a_message_as_writing(account, post, held):
    held()

    arrives(post, 1, clock.now(), name="user_reacted_message")

    assert not Window.objects.exists()
    assert Outbox.objects.get().state == OutboxState.HELD
