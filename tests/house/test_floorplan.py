"""docs/floorplan.md shows the floors and rooms that the linter keeps."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "floorplan.md").read_text(encoding="utf-8")


def contract(name: str, key: str) -> list[str]:
    held = configparser.ConfigParser()
    held.read(ROOT / ".importlinter", encoding="utf-8")
    return [line.strip() for line in held[f"importlinter:contract:{name}"][key].strip().splitlines()]


def drawn(number: int) -> list[str]:
    return re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)[number].splitlines()


def it_draws_the_floors_of_the_contract() -> None:
    floors = [re.split(r"\s{2,}", line)[0] for line in drawn(0)]

    assert floors == contract("floors", "layers")


def it_draws_the_rooms_of_the_contract() -> None:
    assert drawn(1) == [re.sub(r"[()]", "", line) for line in contract("rooms", "layers")]


def it_names_what_is_allowed_beside_the_rooms() -> None:
    beside = re.search(r"Allowed beside them: `([^`]+)`", PAGE)

    assert beside is not None
    assert beside[1].split() == contract("rooms", "exhaustive_ignores")


def it_knows_every_app_there_is() -> None:
    apps = {path.name for path in (ROOT / "src" / "lantoa").iterdir() if (path / "apps.py").exists()}

    assert apps == {name.strip() for line in contract("floors", "layers") for name in line.split("|")}
