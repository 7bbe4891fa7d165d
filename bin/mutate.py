"""Which breaks of the house does no test see? ``bin/mutate.py APP [ROOM ...] [--one-in N] [--within SECONDS]``

Rooms as in the floor plan. Loads the house and its tests once, runs the tests that know the app once to learn which of
them call which function, then breaks one thing at a time (``mutants.py``) in a forked copy and runs only those tests
there, until one fails. The copy has a database file of its own; no file of the house is touched. SQLite only. Run by
hand. With ``--one-in`` only every Nth break of a file is made, the same ones each time: a sample of long tables. With
``--within`` only the quickest tests of a function are asked, so many seconds of them: a break that others would see
counts as one that survived.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import pickle
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from django.db import connections
from mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
LANTOA = ROOT / "src" / "lantoa"
ROOMS = ("rules", "states", "actions", "logic")
CAUGHT, SURVIVED, UNSEEN = "caught", "survived", "no test calls it"


def modules_of(app: str, rooms: list[str]) -> list[Path]:
    """The files of these rooms; a room may also be one file of a room: ``actions/merge``."""
    found: list[Path] = []
    for room in rooms:
        whole = LANTOA / app / room
        found += sorted(whole.rglob("*.py")) if whole.is_dir() else [whole.with_suffix(".py")]
    return [path for path in found if path.exists() and path.name != "__init__.py"]


def tests_of(app: str) -> list[str]:
    """The app's own tests first, then every other test file that names the app."""
    own = sorted((LANTOA / app / "tests").glob("test_*.py"))
    others = [*LANTOA.glob("*/tests/test_*.py"), *(ROOT / "tests" / "stories").glob("test_*.py")]
    names = f"lantoa.{app}"
    return [str(p) for p in own] + [str(p) for p in sorted(set(others) - set(own)) if names in p.read_text("utf-8")]


class Breaker:
    """Takes the place of pytest's loop over its tests."""

    def __init__(self, paths: list[Path], one_in: int, within: float) -> None:
        self.one_in, self.within = one_in, within
        self.paths = {str(path): path for path in paths}
        self.failed = ""
        self.calls: dict[tuple[str, str], list[str]] = {}
        self.took: dict[str, float] = {}
        self.said: dict[Path, list[tuple[str, Mutant]]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remembers the first failure."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: Any) -> bool:
        """Everything, in order."""
        self.session, self.items = session, {item.nodeid: item for item in session.items}
        self._warm_up()
        self._learn()
        self.functions = self._functions()
        for path in self.paths.values():
            for mutant in list(mutants_of(path))[:: self.one_in]:
                how = self._try(mutant)
                self.said[path].append((how, mutant))
                if how != CAUGHT:
                    place = f"{path.relative_to(LANTOA)}:{mutant.line}"
                    print(f"  {how}: {place} {mutant.owner}: {mutant.what}", flush=True)
            self._sum(path)
        return True

    def _warm_up(self) -> None:
        """One test with a database in this process, so that the database stands; then nothing holds it any more."""
        first = next(item for item in self.session.items if "house" in item.fixturenames)
        last = next(item for item in reversed(self.session.items) if item.path != first.path)
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=last)
        self.database = connections["default"].settings_dict["NAME"]
        connections.close_all()
        if not Path(str(self.database)).is_file():
            raise pytest.UsageError("mutate runs on SQLite: unset LANTOA_DATABASE_URL")
        self.session.config.pluginmanager.unregister(name="terminalreporter")

    def _forked(self, inside: Any) -> tuple[int, Any]:
        """Run something in a copy of this process with a copy of the database: its exit status and what it left."""
        folder = Path(tempfile.mkdtemp(prefix="mutate-"))
        for more in ("", "-wal"):
            if Path(f"{self.database}{more}").exists():
                shutil.copy(f"{self.database}{more}", folder / f"db{more}")
        pid = os.fork()
        if pid == 0:
            try:
                connections["default"].settings_dict["NAME"] = str(folder / "db")
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, 1)
                os.dup2(null, 2)
                left = inside()
                (folder / "left").write_bytes(pickle.dumps(left))
                os._exit(1 if self.failed else 0)
            except BaseException:  # whatever a break does to the process: it was noticed
                os._exit(1)
        _pid, status = os.waitpid(pid, 0)
        left = pickle.loads((folder / "left").read_bytes()) if (folder / "left").exists() else None  # noqa: S301
        shutil.rmtree(folder)
        return status, left

    def _run(self, names: list[str], *, stop: bool, each: Any = None) -> None:
        items = [self.items[name] for name in names]
        self.session._setupstate.teardown_exact(items[0])
        for item, after in zip(items, [*items[1:], items[-1]], strict=True):
            self.failed = "" if each else self.failed
            began = time.monotonic()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if each:
                each(item.nodeid, time.monotonic() - began)
            if stop and self.failed:
                return

    def _learn(self) -> None:
        """All tests once, noting which functions of the modules each calls; tests that fail are not asked again."""
        calls: dict[tuple[str, str], set[str]] = defaultdict(set)
        seen: set[tuple[str, str]] = set()
        took: dict[str, float] = {}

        def trace(frame: FrameType, _event: str, _more: Any) -> None:
            code = frame.f_code
            if code.co_filename in self.paths:
                seen.add((code.co_filename, code.co_qualname))

        def each(name: str, seconds: float) -> None:
            if not self.failed:
                took[name] = seconds
                for one in seen:
                    calls[one].add(name)
            self.failed = ""
            seen.clear()

        def inside() -> Any:
            sys.settrace(trace)
            self._run(list(self.items), stop=False, each=each)
            sys.settrace(None)
            return dict(calls), took

        _status, left = self._forked(inside)
        found, self.took = left
        self.calls = {one: sorted(names, key=self._cost) for one, names in found.items()}
        lost = len(self.items) - len(self.took)
        print(f"\n{len(self.took)} tests, {sum(self.took.values()):.0f} s; {lost} fail by themselves", flush=True)

    def _cost(self, name: str) -> float:
        return self.took.get(name, 0.0)

    def _functions(self) -> dict[tuple[str, str], list[FunctionType]]:
        found: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename in self.paths:
                found[one.__code__.co_filename, one.__code__.co_qualname].append(one)
        return found

    def _try(self, mutant: Mutant) -> str:
        names = self._quickest(self._tests(mutant))
        if not names:
            return UNSEEN
        limit = 20 + int(10 * sum(self.took[name] for name in names))

        def inside() -> None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(limit)
            self._break(mutant)
            self._run(names, stop=True)

        status, _left = self._forked(inside)
        return CAUGHT if status else SURVIVED

    def _quickest(self, names: list[str]) -> list[str]:
        sums = accumulate(self._cost(name) for name in names)
        return [name for name, so_far in zip(names, sums, strict=True) if so_far <= self.within] or names[:1]

    def _tests(self, mutant: Mutant) -> list[str]:
        if mutant.owner:
            return self.calls.get((str(mutant.path), mutant.owner), [])
        return sorted({name for (path, _), names in self.calls.items() if path == str(mutant.path) for name in names}
                      or self.took, key=self._cost)  # fmt: skip

    def _break(self, mutant: Mutant) -> None:
        """Put the broken code into the functions that stand, or the broken value wherever its name was imported."""
        code = compile(mutant.tree, str(mutant.path), "exec")
        if mutant.owner:
            for function in self.functions[str(mutant.path), mutant.owner]:
                function.__code__ = _found(code, mutant.owner, function.__code__.co_firstlineno)
            return
        module = next(m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(mutant.path))
        made: dict[str, Any] = {
            "__name__": module.__name__,
            "__file__": module.__file__,
            "__package__": module.__package__,
        }
        sys.modules[module.__name__] = module
        exec(code, made)  # noqa: S102
        for name in mutant.names:
            old = getattr(module, name)
            for holder in [m for m in list(sys.modules.values()) if getattr(m, "__dict__", {}).get(name) is old]:
                setattr(holder, name, made[name])
            if isinstance(old, dict | set):
                old.clear()
                old.update(made[name])

    def _sum(self, path: Path) -> None:
        said = [how for how, _mutant in self.said[path]]
        if said:
            good = said.count(CAUGHT)
            share = 100 * good // len(said)
            print(f"{path.relative_to(LANTOA)}: {len(said)} mutants, {good} caught, {share} %", flush=True)


def _found(code: CodeType, name: str, line: int) -> CodeType:
    """The code of one function inside that of its module."""
    for inner in (one for one in code.co_consts if isinstance(one, CodeType)):
        if (inner.co_qualname, inner.co_firstlineno) == (name, line):
            return inner
        if name.startswith(f"{inner.co_qualname}."):
            return _found(inner, name, line)
    raise LookupError(name)


def main(arguments: list[str]) -> int:
    """Break the rooms of one app. 0 when nothing survived."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("app", choices=sorted(path.name for path in LANTOA.iterdir() if (path / "actions").is_dir()))
    reader.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM")
    reader.add_argument("--one-in", type=int, default=1, metavar="N")
    reader.add_argument("--within", type=float, default=math.inf, metavar="SECONDS")
    asked = reader.parse_args(arguments)
    app = asked.app
    breaker = Breaker(modules_of(app, asked.rooms), asked.one_in, asked.within)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.chdir(ROOT)
    plain = ["-s", "-n", "0", "-m", "not browser and not process", *tests_of(app)]
    code = pytest.main(plain, plugins=[breaker])
    if code not in (0, 5):
        return int(code)
    every = [how for said in breaker.said.values() for how, _mutant in said]
    good = every.count(CAUGHT)
    print(f"{app}: {len(every)} mutants, {good} caught, {100 * good // max(1, len(every))} %")
    return 0 if good == len(every) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
