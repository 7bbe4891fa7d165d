"""A journal that was cut, and its list of heads with it: only a head that lies elsewhere shows it."""

from contextlib import suppress
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from lantoa.journal import actions, queries, tasks
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line, Seal
from lantoa.kit import clock
from lantoa.web.doctor import house
from lantoa.web.doctor.finding import Level

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    """Key file, heads beside it, and a folder that stands for another machine."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "city").mkdir()
    settings.KEY_FILE = tmp_path / "keys" / "house.json"
    settings.JOURNAL_HEADS_TO = str(tmp_path / "city")
    with clock.moved(datetime(2026, 10, 15, 9, 0)):
        yield tmp_path


@pytest.fixture
def sealed():
    for _ in range(3):
        actions.write(by=HOUSE, verb="tip.closed")
        actions.seal_batch()


def cut():
    """What somebody with the machine does: the last batch goes, and so does everything beside the key file."""
    seal = Seal.objects.order_by("-number")[0]
    Line.objects.filter(seal=seal).delete()
    seal.delete()
    tasks.heads_file().unlink()
    tasks.sent_file().unlink()


def levels(check, *given):
    return [finding.level for finding in check(*given)]


def it_sees_a_cut_journal_by_the_head_in_the_second_place(sealed):
    tasks.carry_head_out()
    cut()

    said = [finding.words for finding in house.journal_in_order()]

    assert said == ["Journal: batch 3 rolled back"]


def it_carries_each_new_head_out_once(sealed, places):
    tasks.carry_head_out()
    tasks.carry_head_out()

    file = places / "city" / "journal-heads-127.0.0.1.txt"
    assert file.read_text() == f"2026-10-15 {queries.head()}\n"
    assert tasks.heads_file().read_text() == file.read_text()


def it_says_in_the_doctor_where_the_head_lies(sealed):
    tasks.carry_head_out()

    assert levels(house.head_elsewhere) == [Level.OK]


def it_fails_in_the_doctor_when_nothing_reached_the_second_place_for_a_day(sealed, settings):
    settings.JOURNAL_HEADS_TO = str(tasks.heads_file().parent / "gone")
    with pytest.raises(OSError):
        tasks.carry_head_out()
    clock.advance(timedelta(hours=27))

    assert levels(house.head_elsewhere) == [Level.BAD]


def it_fails_in_the_doctor_when_the_second_place_lost_it(sealed):
    tasks.carry_head_out()
    tasks.second_file().unlink()

    assert levels(house.head_elsewhere) == [Level.BAD]


@pytest.mark.parametrize(("hosts", "level"), [(["127.0.0.1"], Level.LOOK), (["tin.example.vn"], Level.BAD)])
def it_does_not_pass_a_house_that_carries_no_head_out(sealed, settings, hosts, level):
    settings.JOURNAL_HEADS_TO, settings.ALLOWED_HOSTS = "", hosts

    assert levels(house.head_elsewhere) == [level]


def it_compares_a_head_that_was_printed(sealed):
    printed = queries.head()
    before = levels(house.head_fits, printed.number, printed.mac)
    tasks.carry_head_out()
    cut()

    assert (before, levels(house.head_fits, printed.number, printed.mac)) == ([Level.OK], [Level.BAD])


def it_takes_the_printed_head_as_the_page_groups_it(sealed):
    head, out = queries.head(), StringIO()
    grouped = " ".join(head.mac.hex()[at : at + 8] for at in range(0, 64, 8))

    for mac in ("00" * 32, grouped):
        with suppress(SystemExit):  # a machine for tests has other findings too
            call_command("doctor", "--head", f"3:{mac}", stdout=out)

    assert "Head 3 is not in this journal" in out.getvalue()
    assert "Head 3 is in this journal" in out.getvalue()


def it_misses_no_later_head_in_the_second_place_after_a_restore(sealed):
    tasks.carry_head_out()
    seal = Seal.objects.get(number=3)
    Line.objects.filter(seal=seal).delete()
    seal.delete()

    tasks.note_restored()

    assert queries.verify(known_heads=tasks.known_heads()) == []
