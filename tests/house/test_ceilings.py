"""How large things may grow. Today's offenders stand in ``ceilings.json``; that list may only shrink.

After making something smaller: ``PYTHONPATH=src python -m tests.house.test_ceilings`` writes the list anew.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

from tests.house.floors import LANTOA, ROOT, sources, templates

LIST = Path(__file__).with_name("ceilings.json")
FILE, FILE_HARD = 250, 400
FUNCTION, FUNCTION_HARD = 40, 80
VIEW, TEMPLATE, TEST_FILE = 25, 150, 300
WIDTH, TEMPLATE_BYTES = 120, 6_000
WRITTEN = {".py", ".html", ".css", ".js"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def wide_lines_of(path: Path) -> int:
    """How many lines are longer than a screen of two files is wide."""
    return sum(len(line) > WIDTH for line in path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> dict[str, int]:
    """Each function of a file and its lines, its docstring not counted."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0]
            doc = (
                isinstance(said, ast.Expr)
                and isinstance(said.value, ast.Constant)
                and isinstance(said.value.value, str)
            )
            spared = (said.end_lineno or 0) - said.lineno + 1 if doc else 0
            found[node.name] = max(found.get(node.name, 0), (node.end_lineno or 0) - node.lineno + 1 - spared)
    return found


def all_sources() -> list[Path]:
    config = [path for path in (ROOT / "src").glob("config/*.py") if path.name != "settings.py"]
    return [*sources(), *config, *(p for p in (ROOT / "src" / "standins").rglob("*.py") if "tests" not in p.parts)]


def written() -> list[Path]:
    """Whatever we write by hand and read as code."""
    folders = [ROOT / "bin", ROOT / "tests", *(ROOT / "src").iterdir()]
    inside = [path for folder in folders for path in folder.rglob("*") if path.suffix in WRITTEN]
    kept = [path for path in inside if "migrations" not in path.parts]
    return sorted([*kept, ROOT / "conftest.py"])


def offenders() -> dict[str, int]:
    """Everything above its soft ceiling, with its size."""
    found: dict[str, int] = {}
    for path in all_sources():
        name = str(path.relative_to(ROOT))
        if lines_of(path) > FILE:
            found[name] = lines_of(path)
        most = VIEW if "views" in name else FUNCTION
        found |= {f"{name}:{function}": size for function, size in functions_of(path).items() if size > most}
    for path in templates():
        if lines_of(path) > TEMPLATE:
            found[str(path.relative_to(ROOT))] = lines_of(path)
        if path.stat().st_size > TEMPLATE_BYTES:
            found[f"{path.relative_to(ROOT)}:bytes"] = path.stat().st_size
    for path in written():
        if wide := wide_lines_of(path):
            found[f"{path.relative_to(ROOT)}:wide lines"] = wide
    for path in [*LANTOA.rglob("tests/test_*.py"), *(ROOT / "tests").rglob("test_*.py")]:
        if lines_of(path) > TEST_FILE:
            found[str(path.relative_to(ROOT))] = lines_of(path)
    return dict(sorted(found.items()))


LISTED: dict[str, int] = json.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else {}


def it_lets_nothing_new_grow_above_its_ceiling():
    grown = {name: size for name, size in offenders().items() if size > LISTED.get(name, 0)}

    assert grown == {}


def it_takes_off_the_list_what_became_small():
    assert sorted(set(LISTED) - set(offenders())) == []


def it_lets_nothing_pass_the_hard_ceilings():
    hard = {str(p.relative_to(ROOT)): lines_of(p) for p in all_sources() if lines_of(p) > FILE_HARD}
    for path in all_sources():
        hard |= {
            f"{path.relative_to(ROOT)}:{f}": size for f, size in functions_of(path).items() if size > FUNCTION_HARD
        }

    assert hard == {}


if __name__ == "__main__":
    LIST.write_text(json.dumps(offenders(), indent=1) + "\n", encoding="utf-8")
