"""Backups end after some days, by a command: each holds what residents took back since."""

import io
import json
import tarfile
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from lantoa.kit import clock
from lantoa.web.backup.pack import MANIFEST, key_check, made_backups
from lantoa.web.backup.prune import recorded
from lantoa.web.doctor import machine
from lantoa.web.doctor.finding import Level

NOW = datetime(2026, 10, 15, 9, 0, tzinfo=clock.HERE)


@pytest.fixture(autouse=True)
def at(settings, tmp_path):
    (tmp_path / "data").mkdir()
    settings.DATA, settings.BACKUP_DAYS = tmp_path / "data", 30
    with clock.moved(NOW):
        yield


@pytest.fixture
def disk(tmp_path):
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def made(disk, name, *, days, check=None):
    """A backup of some days ago, as far as a list of what is in it goes, and its line in the record."""
    at = NOW - timedelta(days=days)
    content = json.dumps({"key_check": check or key_check(), "made_at": at.isoformat()}).encode()
    with tarfile.open(disk / name, "w") as tar:
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    with made_backups().open("a") as out:
        out.write(f"{at.isoformat()} {disk / name}\n")


def pruned(capsys, disk, *more):
    call_command("backup", "--prune", str(disk), *more)
    return capsys.readouterr().out


def it_deletes_what_is_too_old_and_says_so(disk, capsys):
    for name, days in (("a.tar", 90), ("b.tar", 31), ("c.tar", 2)):
        made(disk, name, days=days)

    said = pruned(capsys, disk)

    assert sorted(path.name for path in disk.iterdir()) == ["c.tar"]
    assert "Deleted" in said and "2 older than 30 days, 1 left" in said
    assert [found.path.name for found in recorded()] == ["c.tar"]


def it_says_that_copies_elsewhere_are_not_seen_from_here(disk, capsys):
    assert "Copies elsewhere" in pruned(capsys, disk)


def it_keeps_the_newest_however_old(disk, capsys):
    made(disk, "a.tar", days=90)

    pruned(capsys, disk)

    assert (disk / "a.tar").exists()


def it_touches_nothing_that_is_no_backup_of_this_house(disk, capsys):
    made(disk, "a.tar", days=2)
    made(disk, "other.tar", days=90, check="ab" * 32)
    (disk / "letter.tar").write_bytes(b"no archive")
    (disk / "link.tar").symlink_to(disk / "a.tar")

    pruned(capsys, disk, "--days", "1")

    assert sorted(path.name for path in disk.iterdir()) == ["a.tar", "letter.tar", "link.tar", "other.tar"]


def it_only_says_which_with_a_dry_run(disk, capsys):
    made(disk, "a.tar", days=90)
    made(disk, "b.tar", days=1)

    said = pruned(capsys, disk, "--dry-run")

    assert "Would delete" in said and (disk / "a.tar").exists()


def it_takes_days_of_the_command(disk, capsys):
    made(disk, "a.tar", days=10)
    made(disk, "b.tar", days=1)

    pruned(capsys, disk, "--days", "7")

    assert not (disk / "a.tar").exists()


@pytest.mark.parametrize(("words", "why"), [(("--prune", "/nowhere"), "no folder"), ((), "Name a new file")])
def it_refuses_in_words(words, why):
    with pytest.raises(CommandError, match=why):
        call_command("backup", *words)


def it_says_in_the_doctor_when_old_ones_lie_about(disk):
    made(disk, "a.tar", days=90)
    made(disk, "b.tar", days=60)
    made(disk, "c.tar", days=1)
    (disk / "a.tar").unlink()

    found = list(machine.old_backups_ended())

    assert [finding.level for finding in found] == [Level.LOOK, Level.LOOK]
    assert f"lantoa backup --prune {disk}" in found[0].words
    assert "1 backups older than 30 days were carried elsewhere" in found[1].words
