"""docs/settings.md names every setting, and no other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
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


def it_takes_staff_forms_from_the_public_address_behind_https(tmp_path: Path) -> None:
    env = {**os.environ, "LANTOA_DATA": str(tmp_path), "LANTOA_HTTPS": "on", "PYTHONPATH": str(ROOT / "src")}
    env["LANTOA_PUBLIC_ADDRESS"] = "https://baotin.example/"
    wanted = "s.CSRF_TRUSTED_ORIGINS, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"
    asked = f"from config import settings as s; print({wanted})"

    said = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "['https://baotin.example'] True True"
