"""What each room may do, read from the source itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from lantoa.delivery.messengers import all_messengers
from tests.house.floors import LANTOA, ROOT, sources

WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "save", "get_or_create", "update_or_create"}
READING_ROOMS = ("views", "forms", "tasks", "queries", "rules", "urls")
SIGNALS = re.compile(r"post_save|pre_save|post_delete|pre_delete|m2m_changed|django\.dispatch|@receiver")


def room_of(path: Path) -> str:
    """``views`` for ``tips/views/list.py``."""
    parts = path.relative_to(LANTOA).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def _manager(call: ast.Call) -> bool:
    """Whether a call hangs on ``.objects`` or a query set: ``X.objects.filter().update()``."""
    node = call.func
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
            return True
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return False


def writes_in(path: Path) -> list[int]:
    """Lines with a write by the ORM: on a manager, or ``.save()`` and ``.delete()`` of a row."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            of_a_row = node.func.attr in ("save", "delete") and isinstance(node.func.value, ast.Name)
            kept = isinstance(node.func.value, ast.Attribute) and node.func.value.attr in ("session", "cache")
            if (_manager(node) or of_a_row) and not kept and not isinstance(node.func.value, ast.Dict):
                found.append(node.lineno)
    return found


QUIET = [path for path in sources() if room_of(path) in READING_ROOMS]


@pytest.mark.parametrize("path", QUIET, ids=lambda path: str(path.relative_to(LANTOA)))
def it_writes_rows_only_in_actions(path):
    assert writes_in(path) == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(LANTOA)))
def it_has_no_signals_of_its_own(path):
    assert SIGNALS.findall(path.read_text(encoding="utf-8")) == []


def it_overrides_no_save():
    found = []
    for path in sources():
        if room_of(path) != "models":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete"):
                found.append(f"{path.relative_to(LANTOA)}:{node.lineno}")

    assert found == []


CLOCKS = re.compile(r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|timezone\.now\(|time\.time\(")


def it_asks_only_the_one_clock():
    asking = [str(p.relative_to(LANTOA)) for p in sources() if CLOCKS.search(p.read_text(encoding="utf-8"))]

    assert asking == ["kit/clock.py"]


MACHINE = re.compile(r"/(?:work|root|home/\w+)/|\.\./shared/(?!data|judge)")


def it_names_no_path_of_a_machine():
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    found = []
    for name in listed:
        path = ROOT / name
        if path.suffix in (".png", ".mo", ".gz", ".npz") or not path.is_file() or name == "tests/house/test_rooms.py":
            continue
        if MACHINE.search(path.read_text(encoding="utf-8", errors="ignore")):
            found.append(name)

    assert found == []


def it_has_every_messenger_complete():
    folders = [p.name for p in (LANTOA / "delivery" / "messengers").iterdir() if (p / "__init__.py").exists()]
    tests = [path.name for path in (LANTOA / "delivery" / "tests").glob("test_*.py")]

    lacking = [name for name in folders if not any(name.split("_")[0] in test for test in tests)]

    assert folders and lacking == []
    assert sorted(all_messengers()) == sorted(folders)
