"""``lantoa <word>``: the one command of the house.

``serve``, ``prepare`` and ``sort`` start without Django's set-up; every other word is a Django command.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word of the command: what it does, and an example that shows more than a list of options."""

    does: str
    examples: tuple[str, ...]


WORDS: dict[str, Word] = {
    "serve": Word("web server and worker, one process tree", ("PORT=8001 lantoa serve", "lantoa serve --no-worker")),
    "worker": Word("work off what is due", ("lantoa worker", "lantoa worker --once")),
    "demo": Word("the Cần Thơ demonstration, and its people", ("lantoa demo", "lantoa demo people --json")),
    "doctor": Word(
        "is everything in order? exit code 0 or 1",
        ("lantoa doctor", "lantoa doctor --drill key-copy.json", "lantoa doctor --head 1234:9f3c"),
    ),
    "backup": Word(
        "everything but the key file into one file",
        (
            "lantoa backup /mnt/usb/lantoa-2026-10-15.tar",
            "lantoa backup --prune /mnt/usb --days 30",
        ),
    ),
    "restore": Word("an empty house from a backup", ("lantoa restore /mnt/usb/lantoa-2026-10-15.tar",)),
    "sort": Word(
        "sort messages of a JSON-lines file, no database needed", ("lantoa sort messages.jsonl > sorted.jsonl",)
    ),
    "replay": Word(
        "send a file of messages through their doors",
        ("lantoa replay messages.jsonl", "lantoa replay messages.jsonl --shuffle --duplicate 0.2"),
    ),
    "standin": Word("a local stand-in of a messenger, for development", ("lantoa standin zalo",)),
    "connect": Word(
        "connect an account of a messenger to a unit",
        ("lantoa connect zalo-oa --unit 31120 --app-id 1 --oa-id 2 --secret-file oa.secret",),
    ),
    "account": Word(
        "what connected accounts may do", ("lantoa account", "lantoa account 388613280878808645 --off picture")
    ),
    "places": Word(
        "units, codes and boundaries", ("lantoa places load wards.geojson", "lantoa places map old-to-new.csv")
    ),
    "staff": Word("people who sign in", ("lantoa staff import staff.csv --dry-run", "lantoa staff import staff.csv")),
    "inbox": Word("what arrived, without content", ("lantoa inbox export > inbox.jsonl",)),
    "migrate": Word("bring the database to this version", ("lantoa migrate",)),
}


def _serve(argv: list[str]) -> int:
    from config import serve

    return serve.main(argv)


def _prepare(argv: list[str]) -> int:
    from config import prepare

    return prepare.main(argv)


def _sort(argv: list[str]) -> int:
    from importlib import import_module  # by name: the settings must not be read for it

    command = import_module("lantoa.conversations.logic.sorting.command")
    return int(command.main(argv) or 0)


WITHOUT_DJANGO: dict[str, Callable[[list[str]], int]] = {"serve": _serve, "prepare": _prepare, "sort": _sort}


def overview() -> str:
    """What ``lantoa --help`` prints."""
    lines = ["Example: lantoa serve", "", "Words:"]
    lines += [f"  {name:<9} {word.does}" for name, word in WORDS.items()]
    lines += ["", "lantoa WORD --help shows an example of each. Django's own commands work too (lantoa help)."]
    return "\n".join(lines)


def commands() -> set[str]:
    """Every word that Django knows here."""
    import django
    from django.core.management import get_commands

    django.setup()  # without it Django lists only its own, and remembers that
    return set(get_commands())


def nearest(word: str) -> str:
    """A sentence about a word nobody knows."""
    known = sorted({*WORDS, *commands()})
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no word {word!r}.{hint} lantoa --help lists all."


def _django(word: str, argv: list[str]) -> int:
    from django.core.management import execute_from_command_line

    if word not in commands() and word not in ("help", "version"):
        print(nearest(word), file=sys.stderr)
        return 2
    execute_from_command_line(["lantoa", word, *argv])
    return 0


def main(argv: list[str] | None = None) -> int:
    """Run one word; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    word, *rest = (sys.argv[1:] if argv is None else argv) or ["--help"]
    if word in ("--help", "-h"):
        print(overview())
        return 0
    if ("--help" in rest or "-h" in rest) and word in WORDS:
        print("\n".join(["Example:", *(f"  {line}" for line in WORDS[word].examples), ""]), flush=True)
    if word in WITHOUT_DJANGO:
        return WITHOUT_DJANGO[word](rest)
    return _django(word, rest)


def run() -> int:
    """``main`` as a program: a reader that went away and Ctrl-C are no faults."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # what is still held must not be written into the broken pipe at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(run())
