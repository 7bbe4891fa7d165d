from __future__ import annotations

import pytest

from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.vault import actions, queries
from lantoa.vault.actions import keys
from lantoa.vault.models import Key


@pytest.fixture
def outside(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "house.json"
    return keys.destroyed_file()


@pytest.mark.django_db
def it_gives_the_same_key_again_by_its_id():
    made = actions.new_key("thread")

    assert queries.hold(made.id).key == made.key


@pytest.mark.django_db
def it_makes_one_key_for_a_label():
    first = actions.labelled_key("day", "inbox 2026-10-15")

    assert actions.labelled_key("day", "inbox 2026-10-15").id == first.id


@pytest.mark.django_db(transaction=True)
def it_destroys_a_key_for_ever_and_lists_it_outside(outside):
    made = actions.new_key("thread")

    gone = actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")

    mark = Key.objects.get(pk=made.id).mark
    assert gone == 1
    assert outside.read_text() == f"{made.id} {mark} {clock.today()}\n"
    assert Line.objects.get().about == f"key:{made.id} thread"
    with pytest.raises(queries.KeyDestroyed):
        queries.hold(made.id)


@pytest.mark.django_db(transaction=True)
def it_lists_nothing_when_the_change_is_rolled_back(outside):
    from django.db import transaction

    made = actions.new_key("thread")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")
        raise ZeroDivisionError

    assert not outside.exists()
    assert queries.hold(made.id).key == made.key


@pytest.mark.django_db(transaction=True)
def it_destroys_again_what_a_restore_brought_back(outside):
    made, kept = actions.new_key("thread"), actions.new_key("thread")
    before = Key.objects.get(pk=made.id).wrapped
    actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")
    Key.objects.filter(pk=made.id).update(wrapped=before, destroyed_at=None)

    again = actions.replay_destroyed(by=HOUSE)

    assert again == [made.id]
    assert queries.hold_many([made.id, kept.id]).keys() == {kept.id}


@pytest.mark.django_db(transaction=True)
def it_spares_a_key_made_later_under_a_restored_id(outside):
    made = actions.new_key("thread")
    actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")
    Key.objects.filter(pk=made.id).delete()
    fresh = actions.new_key("thread")
    Key.objects.filter(pk=fresh.id).update(id=made.id)

    again = actions.replay_destroyed(by=HOUSE)

    assert again == []


@pytest.mark.django_db
def it_lists_what_a_crash_left_out(outside):
    made = actions.new_key("thread")
    actions.destroy(by=HOUSE, key_ids=[made.id], why="thread")  # never commits in this test: nothing was listed
    outside.write_text("17 torn")

    listed = actions.note_destroyed(), actions.note_destroyed()

    assert listed == (1, 0)


@pytest.mark.django_db(transaction=True)
def it_lists_no_key_of_a_day_since_a_backup_may_hold_unread_messages_under_it(outside):
    day = actions.labelled_key("day", "inbox 2026-10-15")

    actions.destroy(by=HOUSE, key_ids=[day.id], why="emptied")

    assert not outside.exists()
