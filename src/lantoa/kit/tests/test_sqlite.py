"""Writers queue fairly, across threads and processes; handles outlive a request; power cuts lose nothing."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.utils import ConnectionHandler

from lantoa.kit.sqlite import handles
from lantoa.kit.sqlite.base import DatabaseWrapper, writes
from lantoa.kit.sqlite.lock import FairLock, QueueTooLong, lock_beside

WRITER = """
import sqlite3, sys, time
from pathlib import Path
from lantoa.kit.sqlite.lock import lock_beside
name, count = sys.argv[1], int(sys.argv[2])
lock, db = lock_beside(name), sqlite3.connect(name, isolation_level=None, timeout=0)
print("ready", flush=True); sys.stdin.readline()
for _ in range(count):
    lock.acquire(10)
    db.execute("BEGIN IMMEDIATE"); db.execute("UPDATE n SET n = n + 1"); db.execute("COMMIT")
    lock.release()
"""
HOLDER = """
import sys
from lantoa.kit.sqlite.lock import lock_beside
lock_beside(sys.argv[1]).acquire(5)
print("held", flush=True); sys.stdin.readline()
"""


@pytest.fixture
def name(tmp_path):
    yield str(tmp_path / "house.sqlite3")
    handles.close_parked()


def settings_of(name):
    return ConnectionHandler(
        {
            "default": {},
            "file": {
                "ENGINE": "lantoa.kit.sqlite",
                "NAME": name,
                "OPTIONS": {"timeout": 1, "transaction_mode": "IMMEDIATE"},
            },
        }
    ).settings["file"]


def atomic():
    return transaction.atomic(using="file")


@pytest.fixture
def connection(name, django_db_blocker):
    with django_db_blocker.unblock():
        connections.settings["file"] = settings_of(name)
        connection = connections["file"]
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE n (id integer primary key, n integer)")
            cursor.execute("INSERT INTO n (n) VALUES (0)")
        yield connection
        connection.close()
        del connections["file"]
        del connections.settings["file"]


def free(name):
    """Whether another thread could write now."""
    got = []

    def ask():
        lock = lock_beside(name)
        try:
            lock.acquire(0.05)
        except QueueTooLong:
            return
        lock.release()
        got.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return bool(got)


def child(code, *args):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )


def it_sets_each_connection_for_power_cuts_and_forgetting(connection):
    with connection.cursor() as cursor:
        found = {
            p: cursor.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "secure_delete")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def it_holds_the_queue_for_a_transaction_and_no_longer(connection, name):
    with atomic():
        assert not free(name)
        with atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE n SET n = 5")
        assert not free(name)
    assert free(name)


def it_frees_the_queue_when_a_transaction_fails(connection, name):
    with pytest.raises(ZeroDivisionError), atomic():
        1 / 0
    assert free(name)
    with pytest.raises(DatabaseError), atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert free(name)


def it_queues_writes_outside_transactions_and_frees_them(connection, name):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO n (n) VALUES (7), (8), (9) RETURNING id, n")
        assert free(name)
        assert cursor.fetchone() == (2, 7)
        assert cursor.fetchmany(1) == [(3, 8)]
        assert cursor.fetchall() == [(4, 9)]
        cursor.executemany("INSERT INTO n (n) VALUES (%s)", [(1,), (2,)])
        assert free(name)
        with pytest.raises(DatabaseError):
            cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert free(name)


def it_waits_for_a_writer_of_this_process_but_not_for_ever(connection, name, monkeypatch):
    monkeypatch.setattr("lantoa.kit.sqlite.base.WAIT", 0.05)
    lock, done, held = lock_beside(name), threading.Event(), threading.Event()

    def hold():
        lock.acquire(1)
        held.set()
        done.wait(5)
        lock.release()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT n FROM n").fetchone() == (0,)
        with pytest.raises(OperationalError, match="locked"):
            cursor.execute("UPDATE n SET n = 1")
    with pytest.raises(OperationalError), atomic():
        pass

    done.set()
    thread.join()
    with atomic():
        pass


def it_never_waits_for_itself(connection, name):
    other = DatabaseWrapper(settings_of(name) | {"OPTIONS": {"timeout": 0.05}}, "other")

    with atomic(), pytest.raises(OperationalError), other.cursor() as cursor:
        cursor.execute("UPDATE n SET n = 2")

    other.close()
    assert free(name)


@pytest.mark.process
def it_keeps_two_processes_in_one_queue(connection, name):
    writers = [child(WRITER, name, 150) for _ in range(2)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    for _ in range(50):
        with atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE n SET n = n + 1")

    assert [writer.wait(60) for writer in writers] == [0, 0]
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT n FROM n").fetchone() == (350,)


@pytest.mark.process
def it_frees_the_queue_of_a_killed_process_and_gives_up_on_a_stopped_one(name):
    holder = child(HOLDER, name)
    assert holder.stdout.readline() == "held\n"
    lock = FairLock(Path(os.path.realpath(name) + ".lock"))

    with pytest.raises(QueueTooLong):
        lock.acquire(0.05)
    with pytest.raises(QueueTooLong):
        lock.acquire(0.05)
    holder.kill()
    holder.wait()

    lock.acquire(5)
    lock.release()
    lock.acquire(5)
    lock.release()


@pytest.mark.process
def it_leaves_the_parents_lock_and_handles_alone_after_a_fork(connection, name):
    with atomic():
        pid = os.fork()
        if pid == 0:
            lock, code = lock_beside(name), 0
            try:
                lock.acquire(0.05)
                code = 1
            except QueueTooLong:
                pass
            os._exit(code if handles.take(name) is None else 2)
        assert os.waitpid(pid, 0)[1] == 0
        assert not free(name)
    assert free(name)


def it_gives_the_next_request_the_handle_of_the_last(connection, name):
    handle = connection.connection
    connection.close()

    connection.ensure_connection()

    assert connection.connection is handle


def it_never_keeps_a_handle_that_saw_an_error_or_a_file_that_is_gone(connection, name):
    handle = connection.connection
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nowhere")
    connection.close()
    connection.ensure_connection()
    assert connection.connection is not handle

    handle = connection.connection
    connection.close()
    os.rename(name, name + ".old")
    connection.ensure_connection()
    assert connection.connection is not handle
    with pytest.raises(sqlite3.ProgrammingError):
        handle.execute("SELECT 1")


def it_knows_writes_from_reads():
    assert not writes("SELECT 1")
    assert not writes("  select 1")
    assert not writes("WITH a AS (SELECT 1) SELECT * FROM a")
    assert writes("WITH a AS (SELECT 1) DELETE FROM n")
    assert writes("INSERT INTO n VALUES (1)")
    assert writes("VACUUM")
    assert not writes("SAVEPOINT x")
