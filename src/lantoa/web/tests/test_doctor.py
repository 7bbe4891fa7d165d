from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from lantoa.accounts.models import Post, Posting
from lantoa.conversations.logic.sorting import model
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.errands.models import Errand
from lantoa.journal import actions as journal
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.places.actions import set_duty_phone
from lantoa.vault import actions as vault
from lantoa.vault.models import Key
from lantoa.web.doctor import house as in_house
from lantoa.web.doctor import machine
from lantoa.web.doctor.finding import Level

pytestmark = pytest.mark.django_db


def bads(check, *given) -> list[str]:
    return [finding.words for finding in check(*given) if finding.level is Level.BAD]


def it_finds_nothing_bad_in_a_fresh_house():
    checks = (machine.keys_in_order, machine.disk_in_order, machine.clock_in_order, in_house.worker_in_order)
    checks += (in_house.journal_in_order, in_house.messengers_in_order, in_house.calendar_in_order)

    assert [bads(check) for check in checks] == [[]] * len(checks)


def it_says_when_nobody_works_off_what_is_due():
    then = clock.now() - timedelta(minutes=10)
    Errand.objects.create(task="x", due=then, made_at=then)

    assert "1 errands are late" in bads(in_house.worker_in_order)[0]


def it_says_when_the_sorter_lost_what_it_learnt(monkeypatch, tmp_path):
    monkeypatch.setattr(model, "FILE", tmp_path / "gone.txt")
    model.weights.cache_clear()

    try:
        found = bads(in_house.sorter_in_order)
    finally:
        monkeypatch.undo()
        model.weights.cache_clear()

    assert "word rules alone" in found[0]
    assert bads(in_house.sorter_in_order) == []


def it_names_the_altered_line_of_the_journal():
    line = journal.write(by=HOUSE, verb="sessions.ended")
    journal.seal_batch()
    Line.objects.filter(pk=line.pk).update(verb="tip.opened")

    assert bads(in_house.journal_in_order) == [f"Journal: line {line.pk} altered"]


def it_says_when_the_key_file_is_another():
    made = vault.new_key("thread")
    Key.objects.filter(pk=made.id).update(wrapped=b"\x01" + b"\0" * 60)

    assert "does not open this database" in bads(machine.keys_in_order)[0]


def it_says_when_others_may_read_what_is_the_houses(settings, tmp_path):
    settings.DATA = tmp_path
    settings.DATA.chmod(0o750)
    (tmp_path / "lantoa.sqlite3").write_text("x")
    (tmp_path / "lantoa.sqlite3").chmod(0o644)

    said = bads(machine.keys_in_order)

    assert [words.rpartition("chmod ")[2] for words in said] == [f"700 {tmp_path}", f"600 {tmp_path}/lantoa.sqlite3"]


def it_says_when_others_may_read_the_key_file(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "house.json"
    settings.KEY_FILE.write_text("{}")
    settings.KEY_FILE.chmod(0o644)

    assert "chmod 600" in bads(machine.keys_in_order)[0]


def it_says_when_the_clock_went_back():
    with clock.moved(clock.now() + timedelta(days=2)):
        journal.write(by=HOUSE, verb="sessions.ended")

    assert "Set it right" in bads(machine.clock_in_order)[0]


def it_says_when_a_public_house_has_no_https(settings):
    settings.ALLOWED_HOSTS = ["tin.example.vn"]

    assert any("LANTOA_HTTPS is off" in words for words in bads(machine.settings_in_order))


def it_fails_for_a_house_that_serves_people_and_tells_them_no_duty_number(house, cast, settings):
    settings.DEMONSTRATION = False

    said = bads(in_house.numbers_in_order)

    assert "Public pages say only 113" in said[0] and house.here.name in said[0]
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 241")
    assert bads(in_house.numbers_in_order) == []


def it_lets_a_demonstration_do_without_a_duty_number(house, cast, settings):
    settings.DEMONSTRATION = True

    assert bads(in_house.numbers_in_order) == []


def it_asks_for_the_working_hours_that_residents_are_told():
    assert any("lantoa places hours" in finding.words for finding in in_house.calendar_in_order())


def it_says_when_a_folder_cannot_be_written(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "gone"

    assert "cannot be written" in bads(machine.disk_in_order)[0]


def it_tries_the_kept_copy_of_the_key_file(settings, tmp_path):
    from lantoa.kit import keys

    keys.purpose_key("drill/1")
    good, other = tmp_path / "good.json", tmp_path / "other.json"
    shutil.copy(keys._path, good)
    other.write_text('{"version": 1, "key": "%s"}' % ("ab" * 32))

    assert bads(machine.drill, good) == []
    assert "not of this house" in bads(machine.drill, other)[0]
    assert "drill failed" in bads(machine.drill, Path("/nowhere"))[0]


def it_says_which_desks_with_open_matters_nobody_holds(house, cast):
    taken(arrival("Trộm xe", unit=house.there.pk, kind="tip"))
    Post.objects.filter(unit=house.there).update(until=clock.now())
    Posting.objects.filter(desk__unit=house.there).update(until=clock.now())

    said = bads(in_house.desks_in_order)

    assert len(said) == 1 and "1 open matters lie where nobody looks: Phường Mẫu Hai" in said[0]


def it_is_content_where_every_open_matter_is_held(house, cast):
    taken(arrival("Trộm xe", unit=house.here.pk, kind="tip"))

    assert bads(in_house.desks_in_order) == []
