"""The floors as the linter reads them, for tests of what imports cannot show."""

from __future__ import annotations

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LANTOA = ROOT / "src" / "lantoa"


def floors() -> dict[str, int]:
    """App name to floor, the roof highest; strangers of one floor share a number."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:floors"]["layers"].split("\n")
    rows = [line.split("|") for line in lines if line.strip()]
    return {app.strip(): len(rows) - at for at, row in enumerate(rows) for app in row}


FLOORS = floors()


def may_know(app: str, other: str) -> bool:
    """Whether ``app`` may name something of ``other``: itself, or a lower floor."""
    return app == other or FLOORS[other] < FLOORS[app]


def app_of(path: Path) -> str:
    """The app a file belongs to."""
    return path.relative_to(LANTOA).parts[0]


def sources(*, tests: bool = False) -> list[Path]:
    """Python files of the house, migrations left out."""
    skipped = {"migrations"} | (set() if tests else {"tests"})
    return sorted(p for p in LANTOA.rglob("*.py") if not skipped & set(p.relative_to(LANTOA).parts))


def templates() -> list[Path]:
    """Templates of all apps."""
    return sorted(p for p in LANTOA.glob("*/templates/**/*") if p.is_file())
