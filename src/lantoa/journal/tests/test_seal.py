from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.journal import actions, queries, tasks
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line, Seal
from lantoa.journal.queries import Fault
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning():
    with clock.moved(datetime(2026, 10, 15, 9, 0)):
        yield


def write(count: int = 3) -> list[int]:
    return [actions.write(by=HOUSE, verb="key.destroyed", about=f"key:{n}", reason=b"\x00r").pk for n in range(count)]


@pytest.fixture
def sealed() -> list[int]:
    """Three batches of three lines."""
    ids = []
    for _ in range(3):
        ids += write()
        actions.seal_batch()
    return ids


def it_seals_what_was_written_in_chained_batches(sealed):
    faults = queries.verify()

    assert faults == []
    assert queries.head().number == 3
    assert Line.objects.filter(seal__isnull=True).count() == 0


def it_seals_nothing_when_nothing_was_written(sealed):
    assert actions.seal_batch() == 0


def it_seals_a_line_that_was_committed_late(sealed):
    late = write(1)

    actions.seal_batch()

    assert Line.objects.get(pk=late[0]).seal.number == 4
    assert queries.verify() == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "tip.opened"},
        {"about": "key:9"},
        {"actor_id": "7"},
        {"unit": 3},
        {"thread": 3},
        {"digest": b"x"},
        {"reason": b"x"},
        {"at": datetime(2026, 10, 14, 9, 0, tzinfo=clock.HERE)},
    ],
)
def it_names_an_altered_line(sealed, change):
    Line.objects.filter(pk=sealed[4]).update(**change)

    assert queries.verify() == [Fault("altered", line=sealed[4], seal=2)]


def it_names_a_missing_line(sealed):
    Line.objects.filter(pk=sealed[4]).delete()

    assert queries.verify() == [Fault("missing", line=sealed[4], seal=2)]


def it_names_a_line_added_to_a_batch(sealed):
    seal = Seal.objects.get(number=2)
    added = Line.objects.create(at=clock.now(), actor_kind="house", actor_id="x", verb="tip.closed", seal=seal)

    assert queries.verify() == [Fault("added", line=added.pk, seal=2)]


def it_names_a_batch_that_was_taken_out(sealed):
    seal = Seal.objects.get(number=2)
    Line.objects.filter(seal=seal).delete()
    seal.delete()

    assert queries.verify() == [Fault("lost", seal=2)]


def it_sees_marks_rewritten_without_the_key(sealed):
    seal = Seal.objects.get(number=2)
    Line.objects.filter(pk=sealed[5]).delete()
    seal.marks = bytes(seal.marks)[:-16]
    seal.save()

    assert queries.verify() == [Fault("broken", seal=2)]


def it_sees_a_batch_that_is_whole_but_follows_another_one():
    write()
    actions.seal_batch()
    other = Seal.objects.get()
    marks, mac, lines = bytes(other.marks), bytes(other.mac), list(Line.objects.all())
    Line.objects.all().delete()
    other.delete()
    write()
    actions.seal_batch()
    write()
    actions.seal_batch()
    first = Seal.objects.get(number=1)
    Line.objects.filter(seal=first).delete()
    for line in lines:
        line.seal = first
    Line.objects.bulk_create(lines)

    Seal.objects.filter(pk=first.pk).update(marks=marks, mac=mac)

    assert queries.verify() == [Fault("broken", seal=2)]


def it_sees_a_database_rolled_back_by_the_head_written_down_outside(sealed, settings, tmp_path):
    settings.KEY_FILE = tmp_path / "house.json"
    tasks.carry_head_out()
    seal = Seal.objects.get(number=3)
    Line.objects.filter(seal=seal).delete()
    seal.delete()

    faults = queries.verify(known_heads=tasks.known_heads())

    assert faults == [Fault("rolled back", seal=3)]


def it_misses_no_later_head_after_a_restore_on_purpose(sealed, settings, tmp_path):
    settings.KEY_FILE = tmp_path / "house.json"
    tasks.carry_head_out()
    seal = Seal.objects.get(number=3)
    Line.objects.filter(seal=seal).delete()
    seal.delete()

    tasks.note_restored()

    assert queries.verify(known_heads=tasks.known_heads()) == []


def it_says_fault_and_line_in_words():
    assert str(Fault("altered", line=12, seal=2)) == "line 12 altered"
    assert str(Fault("lost", seal=2)) == "batch 2 lost"
