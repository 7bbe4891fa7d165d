"""Rules ask for powers that somebody can hold, and every power that is held is asked for."""

import re
from pathlib import Path

from lantoa.accounts.logic import POWER_WORDS
from lantoa.journal.logic import HOUSE, REPORTER_POWERS

SOURCES = Path(__file__).resolve().parents[2] / "src" / "lantoa"
ASKED = re.compile(r"may\(\s*\"([a-z_.]+)\"")
OF_NO_ROLE = HOUSE.powers | REPORTER_POWERS | {"messenger"}


def asked():
    files = [path for path in SOURCES.rglob("*.py") if "tests" not in path.parts]
    return {power for path in files for power in ASKED.findall(path.read_text(encoding="utf-8"))}


def it_asks_only_for_powers_that_roles_give():
    assert sorted(asked() - OF_NO_ROLE - set(POWER_WORDS)) == []


def it_gives_no_power_that_nobody_asks_for():
    assert sorted(set(POWER_WORDS) - asked()) == []
