"""Breaking a module in one place: each mutant is the module's tree with one thing else than it was written.

What is broken: comparisons, ``and`` and ``or``, ``not``, conditions, numbers, truths, sums, statements that only do
something (left out), raises (left out), what is returned (nothing), named arguments (left out), loops (never run),
refusals that are caught (let through), and the members of tables. Not broken: texts, annotations, decorators.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
}  # fmt: skip
Break = tuple[str, Callable[[ast.AST], ast.AST]]


@dataclass(frozen=True)
class Mutant:
    """One break: where, in which function (empty: at the top of the module), what, and the whole broken tree."""

    path: Path
    line: int
    owner: str
    names: tuple[str, ...]
    what: str
    tree: ast.Module


def _with(**changes: object) -> Callable[[ast.AST], ast.AST]:
    """The same node with some fields others."""

    def change(node: ast.AST) -> ast.AST:
        for name, value in changes.items():
            setattr(node, name, value)
        return node

    return change


def _negated(name: str) -> Callable[[ast.AST], ast.AST]:
    def change(node: ast.AST) -> ast.AST:
        setattr(node, name, ast.UnaryOp(ast.Not(), getattr(node, name)))
        return node

    return change


def _without(name: str, at: int) -> Callable[[ast.AST], ast.AST]:
    def change(node: ast.AST) -> ast.AST:
        for one in (name, "values") if isinstance(node, ast.Dict) else (name,):
            del getattr(node, one)[at]
        return node

    return change


def _nothing(_node: ast.AST) -> ast.AST:
    return ast.Pass()


def _of_expression(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            other = COMPARED[type(op)]
            ops = [other() if n == at else one for n, one in enumerate(node.ops)]
            yield f"{type(op).__name__} is {other.__name__}", _with(ops=ops)
    elif isinstance(node, ast.BoolOp):
        other_bool = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"and/or is {other_bool.__name__.lower()}", _with(op=other_bool())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not is left out", lambda n: n.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        other_op = COUNTED[type(node.op)]
        yield f"{type(node.op).__name__} is {other_op.__name__}", _with(op=other_op())
    elif isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield "filter is left out", _without("ifs", at)
    elif isinstance(node, ast.Call):
        for at, word in enumerate(node.keywords):
            if word.arg:
                yield f"{word.arg}= is left out", _without("keywords", at)


def _of_value(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} is {not node.value}", _with(value=not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"{node.value} is {node.value + 1}", _with(value=node.value + 1)
    elif isinstance(node, ast.IfExp):
        yield "condition is turned round", _negated("test")


def _of_statement(node: ast.AST) -> Iterator[Break]:
    if isinstance(node, ast.If | ast.While):
        yield "condition is turned round", _negated("test")
    elif isinstance(node, ast.For):
        yield "loop never runs", _with(iter=ast.List([], ast.Load()))
    elif isinstance(node, ast.Raise):
        yield "raise is left out", _nothing
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
        yield "statement is left out", _nothing
    elif isinstance(node, ast.AugAssign):
        yield "change is left out", _nothing
    elif isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple):
        yield "assignment is left out", _nothing
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "nothing is returned", _with(value=ast.Constant(None))
    elif isinstance(node, ast.ExceptHandler) and not isinstance(node.body[0], ast.Raise):
        yield "what was caught is let through", _with(body=[ast.Raise()])


def _of_table(node: ast.AST) -> Iterator[Break]:
    """Members of a table at the top of a module."""
    if isinstance(node, ast.Dict | ast.Set | ast.Tuple | ast.List):
        name = "keys" if isinstance(node, ast.Dict) else "elts"
        for at, one in enumerate(getattr(node, name)):
            said = ast.unparse(one)[:30] if one is not None else "**"
            yield f"member {said} is left out", _without(name, at)


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, tuple[str, ...], ast.AST, str, int | None]]:
    """Every node that may be broken: node, owner, names set at the top, and where it hangs (parent, field, index)."""

    def below(node: ast.AST, owner: str, names: tuple[str, ...]) -> Iterator[tuple]:  # type: ignore[type-arg]
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases", "args") and not isinstance(node, ast.Call):
                continue
            for at, child in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(child, ast.AST):
                    continue
                mine, own = names, owner
                if isinstance(child, ast.FunctionDef) and not _in_function(owner):
                    own = f"{owner}{child.name}()"
                elif isinstance(child, ast.ClassDef) and not _in_function(owner):
                    own = f"{owner}{child.name}."
                elif not owner and isinstance(child, ast.Assign | ast.AnnAssign):
                    targets = child.targets if isinstance(child, ast.Assign) else [child.target]
                    mine = tuple(one.id for one in targets if isinstance(one, ast.Name))
                yield child, own, mine, node, name, at if isinstance(value, list) else None
                yield from below(child, own, mine)

    yield from below(tree, "", ())


def _in_function(owner: str) -> bool:
    return owner.endswith("()")


def mutants_of(path: Path) -> list[Mutant]:
    """All breaks of one module, in the order of its lines. Class attributes and what is never called are left alone."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for n, (node, owner, names, *_rest) in enumerate(_places(source)):
        if not _in_function(owner) and (owner or not names):
            continue
        breaks = [*_of_expression(node), *_of_value(node), *(_of_statement(node) if owner else _of_table(node))]
        for what, change in breaks:
            found.append(Mutant(path, getattr(node, "lineno", 0), owner[:-2], names, what, _broken(source, n, change)))
    return sorted(found, key=lambda one: one.line)


def _broken(source: ast.Module, n: int, change: Callable[[ast.AST], ast.AST]) -> ast.Module:
    tree = copy.deepcopy(source)
    node, _owner, _names, parent, name, at = next(place for k, place in enumerate(_places(tree)) if k == n)
    new = change(node)
    if new is not node:
        ast.copy_location(new, node)
        if at is None:
            setattr(parent, name, new)
        else:
            getattr(parent, name)[at] = new
    return ast.fix_missing_locations(tree)
