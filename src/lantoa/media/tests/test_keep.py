"""A waiting file becomes part of a thread, and goes with it."""

from datetime import timedelta

import pytest
from django.db import transaction

from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.media import actions, tasks
from lantoa.media.logic import shelf
from lantoa.media.logic.take import Taken, receive
from lantoa.media.models import MediaFile
from lantoa.media.queries import FileGone, files_of, shown, vessel_of
from lantoa.media.tests import samples
from lantoa.vault.actions import new_key

pytestmark = pytest.mark.django_db


def kept(*contents: bytes) -> list[MediaFile]:
    taken = [receive(content) for content in contents]
    return actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=taken)


def it_reads_a_kept_file_with_the_key_of_its_thread():
    file = kept(samples.mp3())[0]

    assert bytes(vessel_of(file).whole()) == samples.mp3(tags=False)
    assert list(files_of(12)) == [file]
    assert Line.objects.get().verb == "files.kept"


def it_goes_through_the_sealed_field_and_back():
    taken = receive(samples.jpeg(position=True))

    assert Taken.unpacked(taken.packed()) == taken
    assert taken.key not in repr(taken)


def it_says_so_when_a_file_waited_too_long():
    taken = receive(samples.mp3())
    with clock.moved(clock.now() + timedelta(hours=2, minutes=1)):
        assert tasks.sweep() == 2

    with pytest.raises(actions.WaitedTooLong):
        actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=[taken])


def it_keeps_a_file_that_waits_less_than_two_hours():
    taken = receive(samples.mp3())
    with clock.moved(clock.now() + timedelta(hours=1, minutes=59)):
        assert tasks.sweep() == 0

    assert actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=[taken])


@pytest.mark.django_db(transaction=True)
def it_loses_nothing_and_leaves_nothing_when_the_transaction_fails(shelves):
    taken = [receive(samples.mp3())]
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=taken)
        raise RuntimeError

    again = actions.keep(by=HOUSE, owner=13, key=new_key("thread"), taken=taken)

    assert bytes(vessel_of(again[0]).whole()) == samples.mp3(tags=False)
    MediaFile.objects.all().delete()
    with clock.moved(clock.now() + timedelta(hours=3)):
        tasks.sweep()
    assert [p for p in shelves.rglob("*") if p.is_file()] == []


@pytest.mark.django_db(transaction=True)
def it_destroys_keys_rows_and_bytes_together(shelves):
    file = kept(samples.jpeg())[0]
    shelf.forget_waiting(file.ref)

    assert actions.destroy_files(by=HOUSE, owner=12) == 1

    file.refresh_from_db()
    assert [p for p in shelves.rglob("*") if p.is_file()] == []
    assert (file.state, file.wrapped) == ("destroyed", None)
    with pytest.raises(FileGone):
        vessel_of(file)
    assert actions.destroy_files(by=HOUSE, owner=12) == 0


def it_shows_a_parked_file_as_parked_and_gives_it_out_to_nobody():
    file = kept(samples.jpeg() + samples.zip_bomb())[0]

    row = shown([file])[0]

    assert (row.parked, row.url, row.small_url) == (True, "", "")
    with pytest.raises(FileGone):
        vessel_of(file)


def it_says_what_was_taken_out():
    assert shown(kept(samples.jpeg(position=True)))[0].removed == "nơi chụp, giờ chụp, loại máy"


@pytest.mark.parametrize("count", [1, 3])
def it_keeps_any_number_of_files_in_the_same_statements(django_assert_num_queries, count):
    taken, key = [receive(samples.mp3()) for _ in range(count)], new_key("thread")

    with transaction.atomic(), django_assert_num_queries(4):
        actions.keep(by=HOUSE, owner=12, key=key, taken=taken)
