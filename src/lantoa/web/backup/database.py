"""Tables out and in, each database its own way: SQLite's online backup, PostgreSQL's COPY in one snapshot."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from lantoa.kit.sqlite import handles

Progress = Callable[[str], None]
_PIECE = 1 << 20


def file_name() -> Path:
    """SQLite's file."""
    return Path(str(connection.settings_dict["NAME"]))


def table_names(cursor: Any) -> list[str]:
    """Tables that hold rows of ours; virtual ones are counted through the tables behind them."""
    if connection.vendor == "sqlite":
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    else:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [row[0] for row in cursor.fetchall()]


def counts(cursor: Any) -> dict[str, int]:
    """Rows per table."""
    found = {}
    for name in table_names(cursor):
        table = connection.ops.quote_name(name)
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  a name from the catalogue
        found[name] = cursor.fetchone()[0]
    return found


def applied() -> list[tuple[str, str]]:
    """The migrations of this database, in the order they were applied."""
    return [(m.app, m.name) for m in MigrationRecorder(connection).migration_qs.order_by("id")]


def is_empty() -> bool:
    """Whether nothing would be lost: no tables, or nobody works here and nobody wrote."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for name in ("accounts_staff", "conversations_thread", "delivery_inbox"):
            if name in tables:
                cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608  names above
                if cursor.fetchone():
                    return False
    return True


# --- SQLite -----------------------------------------------------------------------------------
def copy_sqlite(to: Path) -> dict[str, int]:
    """A consistent copy while the house goes on working; returns its rows per table."""
    with closing(sqlite3.connect(file_name())) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        fault = target.execute("PRAGMA quick_check").fetchone()[0]
        if fault != "ok":
            raise RuntimeError(f"The copy of the database is damaged: {fault}")
        target.execute("PRAGMA journal_mode=DELETE")
        return counts(target.cursor())


def put_sqlite(source: Path) -> None:
    """Put a copy in the place of the database, whole or not at all."""
    path = file_name()
    connection.close()
    # closed later, a handle of the old file would delete the new file's WAL, which has the same name
    handles.close_parked(str(path))
    with source.open("rb") as held:
        os.fsync(held.fileno())
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    source.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


# --- PostgreSQL -------------------------------------------------------------------------------
def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


def _listed(columns: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in columns)


def copy_postgresql(folder: Path, progress: Progress) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Each table into a file of the folder, all at one moment; returns rows and columns per table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        rows = counts(cursor)
        columns = {table: _columns(cursor, table) for table in rows}
        for table in rows:
            progress(table)
            order = f"COPY {connection.ops.quote_name(table)} ({_listed(columns[table])}) TO STDOUT"
            with (folder / f"{table}.copy").open("wb") as out, cursor.copy(order) as stream:
                for piece in stream:
                    out.write(piece)
    return rows, columns


def put_postgresql(
    folder: Path, columns: dict[str, list[str]], migrations: list[tuple[str, str]], progress: Progress
) -> None:
    """Make the tables as they were at the backup, and fill them, in one transaction each."""
    with connection.cursor() as cursor:
        for table in table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
    executor = MigrationExecutor(connection)
    executor.migrate(_ends(executor, migrations))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(connection.ops.quote_name(table) for table in columns) + " CASCADE")
        for table, names in columns.items():
            progress(table)
            order = f"COPY {connection.ops.quote_name(table)} ({_listed(names)}) FROM STDIN"
            with (folder / f"{table}.copy").open("rb") as held, cursor.copy(order) as stream:
                while piece := held.read(_PIECE):
                    stream.write(piece)
        for order in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(order)
        # Django numbers its own list of migrations too, and knows no model for it here
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('django_migrations', 'id'), (SELECT max(id) FROM django_migrations))"
        )


def _ends(executor: MigrationExecutor, migrations: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last migration of each app at the time of the backup."""
    wanted = {tuple(one) for one in migrations}
    unknown = sorted(f"{app}.{name}" for app, name in wanted if (app, name) not in executor.loader.graph.nodes)
    if unknown:
        raise LookupError(", ".join(unknown))
    return list(_leaves(executor, wanted))


def _leaves(executor: MigrationExecutor, wanted: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for node in sorted(wanted):
        children = executor.loader.graph.node_map[node].children
        if not any(child.key in wanted and child.key[0] == node[0] for child in children):
            yield node[0], node[1]
