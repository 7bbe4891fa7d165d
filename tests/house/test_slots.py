"""Every named place on a page has who fills it, and every filler has a place."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from lantoa.web.wiring import SLOTS

HERE = Path(settings.BASE_DIR) / "src" / "lantoa"
PLACE = re.compile(r"""{%\s*slot\s+["']([a-z.]+)["']""")
ASKED = re.compile(r"""slots\.render\("([a-z.]+)\"""")


def it_has_a_filler_for_every_place_and_a_place_for_every_filler() -> None:
    places = {name for page in HERE.rglob("*.html") for name in PLACE.findall(page.read_text(encoding="utf-8"))}
    views = (path for path in HERE.rglob("*.py") if "tests" not in path.parts)
    places |= {name for path in views for name in ASKED.findall(path.read_text(encoding="utf-8"))}

    assert places == {name for name, _filler in SLOTS}
