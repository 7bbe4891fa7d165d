"""Runs cases: each on SQLite and, where one answers, on PostgreSQL; each in a fresh database and data folder."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
ADDRESS = os.environ.get("LANTOA_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"


def cases() -> list[str]:
    """All cases by name."""
    return sorted(path.stem for path in (HERE / "cases").glob("*.py") if path.stem != "__init__")


def postgres_answers() -> bool:
    """Whether the second database is there."""
    try:
        psycopg.connect(ADDRESS, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def run_case(case: str, database: str, rows: int) -> int:
    """One case in a fresh house; returns its exit code."""
    data = tempfile.mkdtemp(prefix="lantoa-bench-")
    env = {**os.environ, "LANTOA_DATA": data, "LANTOA_DEBUG": "off", "LANTOA_LOG_LEVEL": "ERROR"}
    env.pop("LANTOA_DATABASE_URL", None)
    env.pop("LANTOA_KEY_FILE", None)
    name = f"lantoa_bench_{os.getpid()}_{int(time.time())}"
    if database == "postgresql":
        with psycopg.connect(ADDRESS, autocommit=True) as link:
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        env["LANTOA_DATABASE_URL"] = ADDRESS.rsplit("/", 1)[0] + f"/{name}"
    try:
        return subprocess.run([sys.executable, "-m", "benches.one", case, database, str(rows)], env=env).returncode
    finally:
        if database == "postgresql":
            with psycopg.connect(ADDRESS, autocommit=True) as link:
                link.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        shutil.rmtree(data, ignore_errors=True)


def main() -> int:
    """Run what was asked for; the worst exit code counts."""
    known = cases()
    parser = argparse.ArgumentParser(
        prog="./bench",
        description=f"Example: ./bench webhook --rows 100000\n\nCases: {', '.join(known)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("case", nargs="*", help="cases to run; none means all")
    parser.add_argument("--rows", type=int, default=100_000, help="rows stored before measuring (default 100000)")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    asked = parser.parse_args()
    unknown = [case for case in asked.case if case not in known]
    if unknown:
        parser.error(f"no case {', '.join(unknown)}; there are: {', '.join(known)}")
    print(f"# {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", file=sys.stderr)
    databases = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    if "postgresql" in databases and not postgres_answers():
        print("# PostgreSQL: skipped, none answers (LANTOA_TEST_POSTGRES, else 127.0.0.1:5432)", file=sys.stderr)
        databases.remove("postgresql")
    worst = 0
    for case in asked.case or known:
        for database in databases:
            begun = time.monotonic()
            worst = max(worst, run_case(case, database, asked.rows))
            print(f"# {case} on {database}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
