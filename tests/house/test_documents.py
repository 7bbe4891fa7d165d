"""The documents name things that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def it_names_words_that_stand_in_the_source() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "words.md").read_text(encoding="utf-8"), re.MULTILINE)

    missing = [word for word in rows if not re.search(rf"\b{re.escape(word)}\b", source)]

    assert rows and missing == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def it_starts_with_two_commands_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "./run" in text and "./test" in text
    assert (ROOT / "run").exists() and (ROOT / "test").exists()
