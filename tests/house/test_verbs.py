"""Every verb that can be written into the journal has words for the inspector."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from lantoa.accounts.states import Role
from lantoa.delivery.queries.switches import SWITCHES
from lantoa.tips.states import State
from lantoa.web.staff.verbs import GROUPS, WORDS

SOURCES = Path(__file__).resolve().parents[2] / "src"
# what may stand at such a place inside a verb
PARTS = {
    "name": tuple(SWITCHES),
    "to": tuple(State.values),
    "what[:-1]": ("plate", "phone"),
    "half": ("chief", "admin"),
    "role": tuple(Role.values),
    "post.role": tuple(Role.values),
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def said_by(value: ast.expr, functions: list[Function], tree: ast.Module) -> Iterator[str]:
    """All verbs an expression can come to."""
    match value:
        case ast.Constant(value=str(verb)):
            yield verb
        case ast.IfExp(body=one, orelse=other):
            yield from said_by(one, functions, tree)
            yield from said_by(other, functions, tree)
        case ast.FormattedValue(value=ast.IfExp() as either):
            yield from said_by(either, functions, tree)
        case ast.FormattedValue(value=part):
            yield from PARTS[ast.unparse(part)]
        case ast.JoinedStr(values=parts):
            verbs = [""]
            for part in parts:
                verbs = [verb + more for verb in verbs for more in said_by(part, functions, tree)]
            yield from verbs
        case ast.Name(id=name):
            yield from said_by_name(name, functions, tree)
        case _:
            raise AssertionError(f"no verb can be read out of {ast.unparse(value)}")


def said_by_name(name: str, functions: list[Function], tree: ast.Module) -> Iterator[str]:
    """What the name was given in this function, or by whoever calls the function in this file."""
    here = functions[-1]
    taken = [one.arg for one in (*here.args.posonlyargs, *here.args.args)]
    named = [*taken, *(one.arg for one in here.args.kwonlyargs)]
    for node in ast.walk(here):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield from said_by(node.value, functions, tree)
    if name not in named:
        return
    for call, around in calls(tree, here.name):
        given = {one.arg: one.value for one in call.keywords}
        given |= dict(zip(taken, call.args, strict=False))
        if name in given:  # else the default of the function stands, which says nothing of its own
            yield from said_by(given[name], around, tree)


def calls(
    tree: ast.AST, name: str, functions: list[Function] | None = None
) -> Iterator[tuple[ast.Call, list[Function]]]:
    """All calls of a function of this name, with the functions they stand in."""
    functions = functions or []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == name:
                yield node, functions
        inside = [*functions, node] if isinstance(node, Function) else functions
        yield from calls(node, name, inside)


def written() -> set[str]:
    found = set()
    for path in SOURCES.rglob("*.py"):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call, functions in [*calls(tree, "write"), *calls(tree, "move")]:
            for given in call.keywords:
                if given.arg == "verb":
                    found |= set(said_by(given.value, functions, tree))
    return found


def it_has_words_for_every_verb():
    verbs = written()

    assert {"account.send_off", "account.changed", "tip.closed", "opening.expired", "post.beat_given"} <= verbs
    assert sorted(verbs - set(WORDS)) == []


def it_groups_only_verbs_that_have_words():
    assert {verb for group in GROUPS.values() for verb in group.verbs} <= set(WORDS)
