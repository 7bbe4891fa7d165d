"""Claims walk an index in order and touch as many rows as they take, however many wait or are done."""

from datetime import timedelta

import pytest
from django.db import connection

from lantoa.delivery.actions import claim
from lantoa.delivery.actions.send import send
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.states import OutboxRank
from lantoa.delivery.tasks import drain_inbox, drain_outbox
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(account):
    """Many done, many waiting for later, few due: what a house looks like after a year."""
    now = clock.now()
    later = now + timedelta(hours=1)
    inbox = [Inbox(channel="zalo_oa", account=account, external_id=f"d{n}", state=1, due=now, received_at=now)
             for n in range(3000)]  # fmt: skip
    inbox += [Inbox(channel="zalo_oa", account=account, external_id=f"w{n}", due=now if n < 4000 else later,
                    received_at=now, rank=n % 2) for n in range(5000)]  # fmt: skip
    Inbox.objects.bulk_create(inbox)
    outbox = [
        Outbox(account=account, key=f"d{n}", purpose="answer", state=1, due=now, made_at=now) for n in range(3000)
    ]
    outbox += [Outbox(account=account, key=f"w{n}", purpose="answer", due=now if n < 4000 else later, made_at=now)
               for n in range(5000)]  # fmt: skip
    Outbox.objects.bulk_create(outbox)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE delivery_inbox" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE delivery_outbox")
    return account


def plan_of(table, more):
    words = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    due = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(words + claim._DUE.format(table=table, more=more), [due, 50])
        return " ".join(str(row) for row in cursor.fetchall())


def it_claims_events_by_their_index(full):
    for rank in (0, 1):
        plan = plan_of("delivery_inbox", f"rank = {rank} AND")
        assert "inbox_due" in plan
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan


def it_claims_messages_by_their_index(full):
    for rank in OutboxRank.values:
        plan = plan_of("delivery_outbox", f"rank = {rank} AND")
        assert "outbox_rank" in plan
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan


def it_claims_with_as_many_statements_for_one_row_as_for_fifty(full, django_assert_num_queries):
    with django_assert_num_queries(5):  # a look, one claim in its transaction, one read
        assert {row.rank for row in claim.claim_inbox(owner="a", limit=50)} == {0}
    with django_assert_num_queries(5):
        assert len(claim.claim_inbox(owner="b", limit=1)) == 1
    with django_assert_num_queries(4):  # a look at each rank until there are enough
        assert len(claim.claim_outbox(owner="c", limit=50)) == 50


def it_costs_a_look_a_rank_when_nothing_is_due(account, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert drain_inbox() == 0
    with django_assert_num_queries(2):
        assert drain_outbox() == 0


def it_promises_a_message_with_few_statements(account, django_assert_num_queries):
    send(by=HOUSE, account=account.pk, address="1", text="a", key="a", purpose="answer")

    with django_assert_num_queries(9):
        send(by=HOUSE, account=account.pk, address="1", text="b", key="b", purpose="answer")
