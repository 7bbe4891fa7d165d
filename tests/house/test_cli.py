"""The one command: every word helps with an example first, and a wrong word is told the nearest."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from config import cli


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
