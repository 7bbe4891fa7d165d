"""The one command: every word helps with an example first, and a wrong word is told the nearest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from config import cli
from tests.house.floors import ROOT


@pytest.mark.parametrize("word", cli.WORDS)
def it_leads_every_help_with_an_example(word, capsys):
    if word == "sort" and find_spec("lantoa.conversations.logic.sorting.command") is None:
        pytest.skip("sort is not built yet")
    if word not in cli.WITHOUT_DJANGO and word not in cli.commands():
        pytest.skip(f"{word} is not built yet")

    with pytest.raises(SystemExit) as ended:
        cli.main([word, "--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"Example:\n  {cli.WORDS[word].examples[0]}")
    assert "usage:" in said


def it_lists_all_words(capsys):
    assert cli.main([]) == 0
    assert all(word in capsys.readouterr().out for word in ("serve",))


def it_suggests_the_nearest_word(capsys):
    assert cli.main(["doctr"]) == 2
    assert "Did you mean 'doctor'?" in capsys.readouterr().err


def it_sorts_without_a_house():
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LANTOA_DATA": "/dev/null/nowhere"}
    row = '{"id": "m1", "channel": "web", "sent_at": "2026-05-01T08:00:00+07:00", "text": "Cháy nhà, có người kẹt"}'

    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "sort", "-"], input=row, env=env, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kind"] == "emergency"
