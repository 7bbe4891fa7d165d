"""State pictures in the READMEs are what the tables say, and no machine is without one."""

from __future__ import annotations

import re

import pytest

from lantoa.web import pictures
from tests.house.floors import FLOORS, LANTOA

TABLE = re.compile(r"^(\w*MOVES)\b", re.MULTILINE)


def machines() -> list[str]:
    """Every table of moves by its dotted path."""
    found = []
    for app in sorted(FLOORS):
        path = LANTOA / app / "states.py"
        if path.exists():
            found += [f"lantoa.{app}.states.{name}" for name in TABLE.findall(path.read_text(encoding="utf-8"))]
    return found


@pytest.mark.parametrize("path", pictures.readmes(), ids=lambda path: path.parent.name)
def it_shows_what_the_table_says(path):
    text = path.read_text(encoding="utf-8")

    assert pictures.drawn(text) == text, "run: ./lantoa pictures"


def it_shows_every_machine():
    shown = {name for path in pictures.readmes() for name in pictures.tables_in(path.read_text(encoding="utf-8"))}

    assert set(machines()) == shown


@pytest.mark.parametrize("app", sorted(set(FLOORS) - {"kit", "web"}))
def it_has_a_readme_of_at_most_forty_lines(app):
    lines = (LANTOA / app / "README.md").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 40
