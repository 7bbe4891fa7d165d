"""Lists walk an index of their desk and sort nothing; search reads its own index."""

from __future__ import annotations

import pytest
from django.db import connection

from lantoa.conversations.models import Thread
from lantoa.conversations.queries.threads import Filter, _branch
from lantoa.conversations.tests.makers import arrival, taken


def plan_of(rows):
    """The plan of a query, in one text."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # on sixty rows any plan is cheap; what counts is that the index alone can give the order
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    return rows.explain()


@pytest.fixture
def desk(house):
    for n in range(60):
        taken(arrival(f"Trộm xe lần {n}", unit=house.here.pk, kind="tip"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return house.desk("inbox", house.here)


@pytest.mark.parametrize("after", [None, (10**11, 1)])
def it_walks_the_open_list_of_a_desk_in_order(desk, after):
    rows = _branch(Filter(tips=False).applied(Thread.objects.filter(desk=desk)), True, after)[:50]

    plan = plan_of(rows)

    assert "card_open" in plan, plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan, plan


def it_walks_the_closed_list_from_the_newest(desk):
    rows = _branch(Filter(open=False).applied(Thread.objects.filter(desk=desk)), False, None)[:50]

    plan = plan_of(rows)

    assert "card_all" in plan or "thread_pkey" in plan, plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan, plan
