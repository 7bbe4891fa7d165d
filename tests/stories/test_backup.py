"""A house is copied, lost and put back; what was destroyed in between stays destroyed."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.real import RealHouse

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("test_backup")]

TOLD = """
from io import BytesIO
from PIL import Image
from lantoa.conversations.actions import intake
from lantoa.conversations.logic.arrival import Arrival
from lantoa.journal.logic import reporter
from lantoa.kit import clock
from lantoa.media.logic import take
from lantoa.tips.actions.receive import receive
from lantoa.places.queries import unit_by_code
picture = BytesIO(); Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
out = []
for number in range(3):
    arrival = Arrival(channel="web", text=f"Mất xe máy ở đầu hẻm số {number}", sent_at=clock.now(),
        external_id=f"w{number}", unit=unit_by_code("31135").pk, files=(take.receive(picture.getvalue()),))
    taken, tip = receive(by=reporter("x"), prepared=intake.prepare(arrival))
    out.append(taken.thread.n)
"""
COUNTED = """
from django.db import connection
from lantoa.web.backup.database import counts
with connection.cursor() as cursor: out = counts(cursor)
"""
DESTROYED = """
from lantoa.conversations.actions import forget
from lantoa.conversations.models import Thread
from lantoa.journal.logic import HOUSE
forget.destroy(by=HOUSE, thread=Thread.objects.select_related("desk").get(n={n}))
out = 1
"""
READ = """
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.sealed import texts_of
from lantoa.media.models import MediaFile
held = list(Thread.objects.order_by("n"))
out = {"texts": {t.n: texts_of([t]).get(t.n, "") for t in held}, "tokens": {t.n: t.tokens for t in held},
       "files": {f.owner: f.state for f in MediaFile.objects.all()}}
"""
SIGNED_IN = """
from lantoa.accounts.backends import SessionStore
store = SessionStore(); store["who"] = 1; store.save()
out = 1
"""
SESSIONS = "from django.contrib.sessions.models import Session\nout = Session.objects.count()"
TABLES = """
from lantoa.web.backup.database import table_names
from django.db import connection
with connection.cursor() as cursor: out = table_names(cursor)
"""
VERIFIED = """
from lantoa.journal import queries, tasks
out = [str(fault) for fault in queries.verify(known_heads=tasks.known_heads())]
"""


def hashes(house: RealHouse) -> dict[str, str]:
    media = house.data / "media"
    return {
        str(p.relative_to(media)): hashlib.sha256(p.read_bytes()).hexdigest() for p in media.rglob("*") if p.is_file()
    }


@dataclass
class Copied:
    """A house with three matters, its backup, and what it held at that moment."""

    house: RealHouse
    backup: Path
    said: str
    threads: list[int]
    rows: dict[str, int]
    files: dict[str, str]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copied]:
    path = tmp_path_factory.mktemp("backup") / "b.tar"
    with RealHouse() as house:
        house.settle()
        threads = house.ask(TOLD)
        house.run("worker", "--once")
        house.ask(SIGNED_IN)
        held = [threads, house.ask(COUNTED), hashes(house), house.ask(READ)["texts"]]
        yield Copied(house, path, house.run("backup", str(path)).stdout, *held)


@pytest.fixture
def new(old: Copied) -> Iterator[RealHouse]:
    """An empty house with the kept copy of the key file."""
    with RealHouse() as house:
        shutil.copytree(old.house.data / "keys", house.data / "keys", dirs_exist_ok=True)
        yield house


def it_puts_back_every_row_and_file(old, new):
    new.run("restore", str(old.backup))

    again = new.ask(COUNTED)
    again["journal_line"] -= 2  # that all sessions ended, and that it was restored
    assert again.pop("django_session") == 0 and old.rows["django_session"] == 1
    assert again == {name: n for name, n in old.rows.items() if name != "django_session"}
    assert hashes(new) == old.files
    assert len(old.files) >= 3
    assert new.ask(READ)["texts"] == old.texts
    assert new.ask(VERIFIED) == []


def it_keeps_destroyed_what_was_destroyed_after_the_backup(old, new):
    gone, kept, _ = old.threads
    old.house.ask(DESTROYED.format(n=gone))
    shutil.copytree(old.house.data / "keys", new.data / "keys", dirs_exist_ok=True)

    said = new.run("restore", str(old.backup)).stdout

    found = new.ask(READ)
    assert "1 destroyed keys stay destroyed" in said
    assert "hẻm" not in found["texts"][str(gone)] and found["tokens"][str(gone)] == ""
    assert found["files"][str(gone)] == "destroyed"
    assert "hẻm" in found["texts"][str(kept)]
    assert new.ask(VERIFIED) == []


def it_ends_every_session(old, new):
    new.run("restore", str(old.backup))

    assert new.ask(SESSIONS) == 0


def it_says_at_its_end_what_belongs_to_it(old):
    keys = old.house.data / "keys"

    assert str(keys / "house.json") in old.said
    assert f"{keys / 'destroyed-keys.txt'}  0 destroyed keys" in old.said
    assert str(keys / "journal-heads.txt") in old.said


def it_refuses_a_machine_to_which_only_the_key_file_was_brought(old):
    with RealHouse() as bare:
        (bare.data / "keys").mkdir(exist_ok=True)
        shutil.copy(old.house.data / "keys" / "house.json", bare.data / "keys")

        refused = bare.run("restore", str(old.backup), check=False)
        tables = bare.ask(TABLES)
        told = bare.run("restore", str(old.backup), "--bring-destroyed-keys-back").stdout

    assert refused.returncode and "list of destroyed keys is not at" in refused.stderr
    assert "threads, people and files was destroyed since" in refused.stderr and not tables
    assert "No list was asked" in told


def it_refuses_a_list_that_is_older_than_the_backup(old, new, tmp_path):
    shutil.copytree(new.data / "keys", tmp_path / "old keys")
    _, _, gone = old.threads
    old.house.ask(DESTROYED.format(n=gone))
    old.house.run("backup", str(tmp_path / "later.tar"))
    shutil.rmtree(new.data / "keys")
    shutil.copytree(tmp_path / "old keys", new.data / "keys")

    refused = new.run("restore", str(tmp_path / "later.tar"), check=False)

    assert "older than this backup" in refused.stderr


def it_holds_no_key_and_no_word_of_a_resident(old):
    secret = json.loads((old.house.data / "keys" / "house.json").read_text())["key"]
    content = old.backup.read_bytes()

    with tarfile.open(old.backup) as tar:
        names = tar.getnames()

    assert secret.encode() not in content and bytes.fromhex(secret) not in content
    assert "hẻm".encode() not in content
    assert not [name for name in names if not name.startswith(("database/", "media/", "manifest.json"))]


def it_refuses_a_house_that_holds_something_and_a_backup_that_exists(old):
    again = old.house.run("backup", str(old.backup), check=False)
    over = old.house.run("restore", str(old.backup), check=False)

    assert "never overwrites another" in again.stderr
    assert "not empty" in over.stderr
    assert over.returncode and again.returncode


def it_refuses_another_key_file(old):
    with RealHouse() as other:
        refused = other.run("restore", str(old.backup), check=False)

    assert "belongs to another key file" in refused.stderr


def it_refuses_a_damaged_file_before_it_touches_anything(old, new, tmp_path):
    content = bytearray(old.backup.read_bytes())
    with tarfile.open(old.backup) as tar:
        place = tar.getmember("database/" + ("vault_key.copy" if old.house.database else "lantoa.sqlite3")).offset_data
    altered = content[: place + 40] + bytes([content[place + 40] ^ 1]) + content[place + 41 :]
    faults = {"cut": bytes(content[: len(content) // 2]), "altered": bytes(altered), "other": b"nothing"}

    said = {}
    for name, damaged in faults.items():
        (tmp_path / name).write_bytes(damaged)
        said[name] = new.run("restore", str(tmp_path / name), check=False).stderr

    assert "no whole backup" in said["other"] and "is damaged" in said["altered"]
    assert "no whole backup" in said["cut"] or "is damaged" in said["cut"]
    assert not new.ask(TABLES)


def it_refuses_while_the_house_runs(old):
    old.house.serve()

    refused = old.house.run("restore", str(old.backup), "--replace", check=False)

    assert "This house is running" in refused.stderr
