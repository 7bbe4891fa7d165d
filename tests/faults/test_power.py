"""A power cut, emulated: what SQLite had not yet synced is cut off (a kill alone leaves it in the system's memory)."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real import ASKED, RealHouse

SHIM = Path(__file__).parent / "shim"
WRITER = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=" + sys.argv[2])
db.execute("CREATE TABLE t (x)")
for number in range(50):
    db.execute("INSERT INTO t VALUES (?)", [number])
    db.commit()
os._exit(0)
"""

pytestmark = pytest.mark.skipif(bool(ASKED), reason="PostgreSQL's own log is PostgreSQL's to prove")


def cut_power(database: Path, notes: Path) -> None:
    """Cuts the write-ahead log to its last synced length, as a disk would be found after the power came back."""
    lengths = notes.read_text().split()
    log = database.with_name(database.name + "-wal")
    os.truncate(log, int(lengths[-1]) if lengths else 0)
    database.with_name(database.name + "-shm").unlink(missing_ok=True)


@pytest.mark.parametrize(("mode", "kept"), [("FULL", range(50, 51)), ("NORMAL", range(50))])
def it_can_tell_a_careful_database_from_a_careless_one(tmp_path, mode, kept):
    database, notes = tmp_path / "a.sqlite3", tmp_path / "syncs"
    env = {"PYTHONPATH": str(SHIM), "LANTOA_TEST_SYNCS": str(notes), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", WRITER, str(database), mode], env=env, check=True, timeout=60)

    cut_power(database, notes)

    with sqlite3.connect(database) as db:
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        rows = db.execute("SELECT count(*) FROM t").fetchone()[0] if tables else 0
    assert rows in kept


def it_still_holds_every_event_it_answered(real: RealHouse, zalo, tell):
    notes = real.data / "syncs"
    real.env |= {"PYTHONPATH": f"{SHIM}:{real.env['PYTHONPATH']}", "LANTOA_TEST_SYNCS": str(notes)}
    real.serve(worker=False)
    tell(600)
    while sum(one.state == "delivered" for one in zalo.sender.deliveries) < 300:
        zalo.sender.idle(within=0.01)

    real.kill()
    zalo.sender.paused = True
    answered = {one.msg_id for one in zalo.sender.deliveries if any(t["status"] == 200 for t in one.tries)}
    cut_power(real.data / "lantoa.sqlite3", notes)
    del real.env["LANTOA_TEST_SYNCS"]

    assert len(answered) >= 300
    assert answered <= set(real.stored())
