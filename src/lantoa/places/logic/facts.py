"""The carried facts: the communes of today and what they followed. Read from two reviewed files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "facts"
MERGED = date(2025, 7, 1)
"""The day the communes of today began (two levels since then)."""
CITY = ("92", "Thành phố Cần Thơ")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today."""

    code: str
    name: str
    kind: str
    lat: float
    lon: float
    area_km2: float


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A commune of the time before and where its ground went; only ``trusted == "yes"`` routes."""

    code: str
    name: str
    district: str
    province: str
    new_code: str
    trusted: str


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def communes() -> tuple[Commune, ...]:
    """The 103 communes of Cần Thơ since 01/07/2025."""
    return tuple(
        Commune(r["code"], r["name"], r["kind"], float(r["lat"]), float(r["lon"]), float(r["area_km2"]))
        for r in _rows("canto.csv")
    )


@lru_cache(maxsize=1)
def old_units() -> tuple[OldUnit, ...]:
    """The 263 communes before, one row for each commune of today that took ground from them."""
    return tuple(
        OldUnit(r["old_code"], r["old_name"], r["old_district"], r["old_province"], r["new_code"], r["trusted"])
        for r in _rows("canto_old.csv")
    )


@lru_cache(maxsize=1)
def older_units() -> tuple[OldUnit, ...]:
    """A few communes that ended before the old list was drawn up and that people still name."""
    return tuple(
        OldUnit("", r["old_name"], r["old_district"], r["old_province"], r["new_code"], "yes")
        for r in _rows("canto_older.csv")
    )
