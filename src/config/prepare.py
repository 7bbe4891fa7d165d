"""``lantoa prepare``: database, static files and demonstration, each only when something changed.

What was done stands in ``prepared.json`` of the data folder, so that a second start imports no Django for it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from config import settings

STAMP = settings.DATA / "prepared.json"
MARKER = settings.DATA / "demonstration"
_SRC = settings.BASE_DIR / "src"


def say(line: str) -> None:
    """A progress line for people; standard output stays free."""
    print(line, file=sys.stderr, flush=True)


def _print_of(paths: list[Path], extra: str = "") -> str:
    digest = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        held = path.stat()
        digest.update(f"{path.relative_to(_SRC)} {held.st_size} {held.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(pattern: str) -> list[Path]:
    return [p for p in _SRC.glob(pattern) if p.is_file() and p.suffix != ".pyc"]


def wanted() -> dict[str, str]:
    """What a ready house would have written down."""
    return {
        "database": _print_of(_files("lantoa/*/migrations/*.py"), str(settings.DATABASES["default"]["NAME"])),
        "static": _print_of(_files("lantoa/*/static/**/*"), settings.STORAGES["staticfiles"]["BACKEND"]),
    }


def _held() -> dict[str, Any]:
    try:
        held = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _write(held: dict[str, Any]) -> None:
    draft = STAMP.with_suffix(".draft")
    draft.write_text(json.dumps(held), encoding="utf-8")
    draft.replace(STAMP)


def _call(word: str, *argv: str) -> None:
    from django.core.management import call_command

    call_command(word, *argv)


def _setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def _demonstrate() -> bool:
    """Build it; False while there is no such command."""
    from django.core.management import get_commands

    if "demo" not in get_commands():
        return False
    say("Building the Cần Thơ demonstration; this takes a little the first time ...")
    MARKER.write_text("All people, numbers and messages in this house are invented.\n", encoding="utf-8")
    settings.DEMONSTRATION = True
    from django.conf import settings as live

    live.DEMONSTRATION = True
    _call("demo")
    return True


def main(argv: list[str]) -> int:
    """Make ready what is not; returns the exit code."""
    parser = argparse.ArgumentParser(prog="lantoa prepare", description="Make database and files ready.")
    parser.add_argument("--demonstration", action="store_true", help="also build the demonstration, once")
    asked = parser.parse_args(argv)
    held, want = _held(), wanted()
    if not settings.DATABASE_URL and not (settings.DATA / "lantoa.sqlite3").exists():
        held = {}
    # another database may have been emptied since; asking it costs the half second that SQLite's file saves
    if settings.DATABASE_URL or held.get("database") != want["database"]:
        _setup()
        if held.get("database") != want["database"]:
            say("Bringing the database up to date ...")
        _call("migrate", "--verbosity", "0")
        held["database"] = want["database"]
        _write(held)
    if held.get("static") != want["static"] or not settings.STATIC_ROOT.exists():
        _setup()
        say("Collecting the static files ...")
        _call("collectstatic", "--noinput", "--clear", "--verbosity", "0")
        held["static"] = want["static"]
        _write(held)
    if asked.demonstration and not held.get("demonstration"):
        _setup()
        held["demonstration"] = _demonstrate()
        _write(held)
    return 0
