"""``-p tests.budget``: how long each folder of tests took, and which one is over its budget. It never fails a run:
a busy machine is not a fault of the house."""

from __future__ import annotations

from collections import defaultdict

import pytest

SECONDS = {"tests/browser": 360, "tests/stories": 180, "tests/faults": 240, "tests/house": 90, "src/standins": 60}
OTHERWISE = 60
_took: dict[str, float] = defaultdict(float)
_count: dict[str, int] = defaultdict(int)


def folder_of(nodeid: str) -> str:
    """``tests/browser`` or ``src/lantoa/tips``."""
    parts = nodeid.split("::")[0].split("/")
    return "/".join(parts[: 3 if parts[:2] == ["src", "lantoa"] else 2])


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    folder = folder_of(report.nodeid)
    _took[folder] += report.duration
    _count[folder] += report.when == "call"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("time by folder (of all processes together)")
    for folder, took in sorted(_took.items(), key=lambda pair: -pair[1]):
        budget = SECONDS.get(folder, OTHERWISE)
        over = f"  OVER its budget of {budget} s" if took > budget else ""
        terminalreporter.write_line(f"{folder:<28} {_count[folder]:>5} tests {took:>7.1f} s{over}")
