"""Runs pytest on each database that is there, and prints at the end what was skipped and why."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg


def postgres() -> str:
    """The address of a PostgreSQL that answers, or nothing."""
    asked = os.environ.get("LANTOA_TEST_POSTGRES", "")
    for address in [asked] if asked else ["postgresql://postgres@127.0.0.1:5432/postgres"]:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.Error as fault:
            if asked:
                sys.exit(f"LANTOA_TEST_POSTGRES does not answer: {fault}")
        else:
            return address
    return ""


def main() -> int:
    """SQLite first, PostgreSQL second; the worst exit code counts."""
    asked = sys.argv[1:]
    common = [sys.executable, "-m", "pytest", "-rs"]
    if not any(a.startswith(("-n", "-x", "--pdb")) for a in asked):
        common += ["-n", "2", "--dist", "loadscope"]
    print("== SQLite", flush=True)
    env = {k: v for k, v in os.environ.items() if k != "LANTOA_DATABASE_URL"}
    worst = subprocess.run([*common, *asked], env=env).returncode
    address = postgres()
    if not address:
        print("== PostgreSQL: skipped, none answers at 127.0.0.1:5432 and LANTOA_TEST_POSTGRES is not set")
        return worst
    print("== PostgreSQL", flush=True)
    code = subprocess.run(
        [*common, "-m", "not browser", *asked], env={**env, "LANTOA_DATABASE_URL": address}
    ).returncode
    return worst or (0 if code == 5 else code)


if __name__ == "__main__":
    sys.exit(main())
