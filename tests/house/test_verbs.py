"""Every verb that stands in the code has words for the inspector."""

import re
from pathlib import Path

from lantoa.web.staff.verbs import GROUPS, WORDS

SOURCES = Path(__file__).resolve().parents[2] / "src" / "lantoa"
WRITTEN = re.compile(r'verb="([a-z_.]+)"')


def it_has_words_for_every_verb():
    files = [path for path in SOURCES.rglob("*.py") if "tests" not in path.parts]

    verbs = {verb for path in files for verb in WRITTEN.findall(path.read_text(encoding="utf-8"))}

    assert sorted(verbs - set(WORDS)) == []


def it_groups_only_verbs_that_have_words():
    assert {verb for group in GROUPS.values() for verb in group.verbs} <= set(WORDS)
