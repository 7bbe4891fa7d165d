"""A destroyed key is gone from the files too, not only from its row."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.vault import actions, queries, tasks
from lantoa.vault.models import Key
from lantoa.web.doctor import house

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what PostgreSQL keeps stands in docs/deploy.md"),
]


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "house.json"
    actions.wipe(at_once=True)


def files():
    """Every file of the database as it lies on the disk."""
    name = Path(connection.settings_dict["NAME"])
    return {path.name: path.read_bytes() for path in name.parent.glob(f"{name.name}*") if path.is_file()}


def holding(part: bytes):
    return sorted(name for name, content in files().items() if part in content)


def checkpointed(key_id: int) -> bytes:
    """The wrapped key, which lies in the main file by now."""
    wrapped = bytes(Key.objects.get(pk=key_id).wrapped)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert holding(wrapped)
    return wrapped


def it_leaves_no_byte_of_a_destroyed_key_in_any_file():
    made = actions.new_key("thread")
    wrapped = checkpointed(made.id)

    actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")

    assert holding(wrapped) == []
    assert queries.unwiped() == 0


def it_tries_again_when_somebody_reads_an_older_moment():
    made = actions.new_key("thread")
    wrapped = checkpointed(made.id)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM vault_key").fetchone()
        actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")
        left = holding(wrapped), queries.unwiped()

    tasks.wipe()

    assert left[0] and left[1] == 1
    assert (holding(wrapped), queries.unwiped()) == ([], 0)


def it_says_in_the_doctor_when_it_is_overdue():
    with clock.moved(clock.now()):
        made = actions.new_key("thread")
        actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")
        Key.objects.update(wiped_at=None)
        early = [finding.words for finding in house.keys_wiped()]
        clock.advance(timedelta(minutes=11))

        late = [(finding.level.value, finding.words) for finding in house.keys_wiped()]

    assert early == ["Destroyed keys are gone from the files"]
    assert late[0][0] == "BAD" and "1 destroyed keys" in late[0][1]
