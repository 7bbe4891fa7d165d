"""What ``bin/mutate.py`` breaks: each mutant is another program than the one that was written, in one place."""

import ast
import importlib.util
import sys

import pytest

from tests.house.floors import ROOT

SOURCE = '''
STEPS = {"new": {"seen", "done"}, "seen": {"done"}}
MOST = 3


def may_move(actor, tip):
    """A text is left alone."""
    if not actor.may("move") or tip.n > MOST:
        raise ValueError("no")
    log(by=actor, verb="moved")
    return tip.desk in actor.desks
'''
BREAKS = [
    (2, "", "member 'new' is left out"), (2, "", "member 'seen' is left out"), (2, "", "member 'seen' is left out"),
    (2, "", "member 'done' is left out"), (2, "", "member 'done' is left out"), (3, "", "3 is 4"),
    (8, "may_move", "condition is turned round"), (8, "may_move", "and/or is and"), (8, "may_move", "not is left out"),
    (8, "may_move", "Gt is GtE"), (9, "may_move", "raise is left out"), (10, "may_move", "statement is left out"),
    (10, "may_move", "by= is left out"), (10, "may_move", "verb= is left out"),
    (11, "may_move", "nothing is returned"), (11, "may_move", "In is NotIn"),
]  # fmt: skip


@pytest.fixture(scope="module")
def mutants():
    spec = importlib.util.spec_from_file_location("mutants", ROOT / "bin" / "mutants.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def it_breaks_what_a_rule_says_and_leaves_its_text_alone(mutants, tmp_path):
    path = tmp_path / "rules.py"
    path.write_text(SOURCE, encoding="utf-8")

    found = mutants.mutants_of(path)

    assert sorted((one.line, one.owner, one.what) for one in found) == sorted(BREAKS)


def it_breaks_one_place_at_a_time(mutants, tmp_path):
    path = tmp_path / "rules.py"
    path.write_text(SOURCE, encoding="utf-8")

    programs = [ast.dump(ast.parse(SOURCE)), *(ast.dump(one.tree) for one in mutants.mutants_of(path))]

    assert len(set(programs)) == len(programs)
