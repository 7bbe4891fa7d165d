"""What a case gets in its hand: the database's name, the rows asked for, a server, load, counters, and ``tell``."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benches import load
from config import serve


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(word) for word in task.read_text().split()]
            except OSError:
                continue
    return found


def memory_of(pid: int, what: str = "VmRSS") -> float:
    """Memory of a process tree in MiB: ``VmRSS`` now or ``VmHWM`` at its highest."""
    total = 0
    for one in children_of(pid):
        try:
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
    return total / 1024


class Bench:
    """One case on one database. ``floor()`` is measured on the server that is running, so start it first."""

    def __init__(self, case: str, database: str, rows: int) -> None:
        self.case = case
        self.database = database
        self.rows = rows
        self.port = 0
        self._server: subprocess.Popen[bytes] | None = None

    def tell(
        self, name: str, value: float, unit: str, *, n: int = 1, statements: int | None = None, **more: Any
    ) -> None:
        """One JSON line: a figure of this case."""
        line: dict[str, Any] = {"case": self.case, "name": name, "value": round(value, 3), "unit": unit, "n": n}
        line["statements"] = statements
        line["database"] = self.database
        line["peak_mib"] = round(self.peak(), 1)
        print(json.dumps({**line, **more}, ensure_ascii=False), flush=True)

    def peak(self) -> float:
        """The highest memory so far: of the server when one runs, else of this process."""
        return memory_of(self._server.pid if self._server else os.getpid(), "VmHWM")

    # --- a server ---------------------------------------------------------------------------
    @contextmanager
    def server(self, *, worker: bool = False) -> Iterator[int]:
        """The house on a free port, as it is served, with a worker when asked; yields the port."""
        port = free_port()
        env = {**os.environ, "LANTOA_TREE": "on"}
        command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--host", "127.0.0.1", "--port", str(port)]
        command += [*serve.limits(), "--workers", "1", "--no-access-log", "--log-level", "error", "benches.wsgi:front"]
        child = subprocess.Popen(command, env=env)
        helper = subprocess.Popen([sys.executable, "-m", "config.cli", "worker"], env=env) if worker else None
        self._server, self.port = child, port
        try:
            self._await(port)
            yield port
        finally:
            for one in filter(None, (child, helper)):
                one.send_signal(signal.SIGTERM)
            for one in filter(None, (child, helper)):
                one.wait(timeout=30)
            self._server, self.port = None, 0

    @staticmethod
    def _await(port: int, patience: float = 30.0) -> None:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                load_one(port, load.http("GET", "/healthz"))
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("The server did not start.")

    def load(self, requests: Sequence[bytes], *, in_flight: int = 8, seconds: float | None = None) -> load.Outcome:
        """Load on the running server, from a process of its own."""
        return load.run(self.port, requests, in_flight=in_flight, seconds=seconds)

    def floor(self, *, in_flight: int = 8, seconds: float = 2.0, times: int = 3) -> float:
        """The floor in requests a second: the median of ``times`` runs on the running server."""
        body = os.urandom(512)
        runs = [
            self.load([load.http("POST", "/bench/floor", body)], in_flight=in_flight, seconds=seconds)
            for _ in range(times)
        ]
        value = median(run.rate for run in runs)
        if refused := sum(run.refused for run in runs):
            raise RuntimeError(f"The floor answered {refused} times with an error.")
        self.tell(f"floor c{in_flight}", value, "1/s", n=sum(r.n for r in runs), p99_ms=round(runs[-1].p99, 1))
        return value

    # --- counters ---------------------------------------------------------------------------
    @staticmethod
    def statements(work: Callable[[], Any]) -> int:
        """How many statements a piece of work sends, savepoints and transactions not counted."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            work()
        return sum(not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for q in seen.captured_queries)

    @staticmethod
    def timed(work: Callable[[], Any], *, times: int) -> list[float]:
        """Milliseconds of each of so many runs, sorted."""
        out = []
        for _ in range(times):
            begun = time.perf_counter()
            work()
            out.append((time.perf_counter() - begun) * 1000)
        return sorted(out)

    @staticmethod
    def quantile(sorted_times: Sequence[float], share: float) -> float:
        """``quantile(times, 0.95)`` of sorted times."""
        return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * share))]


def load_one(port: int, request: bytes) -> bytes:
    """One request on a connection of its own; the first bytes of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(request)
        return sock.recv(4096)
