"""On PostgreSQL nothing waits for a log to be cut: what it keeps of old rows, its own vacuum takes (docs/deploy.md)."""

import pytest
from django.db import connection

from lantoa.journal.logic import HOUSE
from lantoa.vault import actions, queries, tasks

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's log is cut (web/tests/test_wiped.py)"),
]


def it_asks_for_no_destroyed_key_again(settings, tmp_path, django_assert_num_queries):
    settings.KEY_FILE = tmp_path / "house.json"
    actions.destroy(by=HOUSE, key_ids=[actions.new_key("thread").id], why="thread")

    with django_assert_num_queries(0):
        tasks.wipe()

    assert queries.keys_held() == 0
