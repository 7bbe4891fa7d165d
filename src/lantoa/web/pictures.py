"""State pictures in the READMEs, derived from the one table of each machine.

A README marks the place: ``<!-- states: lantoa.tips.states.MOVES -->`` up to ``<!-- /states -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path

from django.utils.module_loading import import_string

PLACE = re.compile(r"(<!-- states: (?P<table>[\w.]+) -->\n).*?(<!-- /states -->)", re.DOTALL)


def readmes() -> list[Path]:
    """The READMEs of all apps."""
    return sorted(Path(__file__).resolve().parent.parent.glob("*/README.md"))


def picture(table: Mapping[object, Iterable[object]]) -> str:
    """One line per state, in the order of the table: ``received -> acknowledged, checking``."""
    return "\n".join(f"{_word(state)} -> {', '.join(sorted(map(_word, to))) or '(end)'}" for state, to in table.items())


def _word(state: object) -> str:
    return state.name.lower() if isinstance(state, Enum) else str(state)


def drawn(text: str) -> str:
    """A README with every marked place as its table says."""
    return PLACE.sub(lambda found: f"{found[1]}```\n{picture(import_string(found['table']))}\n```\n{found[3]}", text)


def tables_in(text: str) -> list[str]:
    """The tables that a README shows."""
    return [found["table"] for found in PLACE.finditer(text)]
