"""docs/settings.md names every setting, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
NAME = re.compile(r"\bLANTOA_[A-Z]+(?:_[A-Z]+)*\b")
READ = ("src", "bin", "tests", ".ci")
ALONE = ("run", "test", "check", "bench", "lantoa", "conftest.py")


def sources() -> Iterator[Path]:
    for folder in READ:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in ("", ".py", ".sh", ".c", ".html", ".toml"):
                yield path
    yield from (ROOT / name for name in ALONE if (ROOT / name).exists())


def it_names_every_setting_and_no_other() -> None:
    documented = set(NAME.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8")))

    read = {name for path in sources() for name in NAME.findall(path.read_text(encoding="utf-8", errors="ignore"))}

    assert {name.removesuffix("_FILE") if name != "LANTOA_KEY_FILE" else name for name in read} == documented
