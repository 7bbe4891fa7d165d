"""The parent of ``lantoa serve``'s tree. It stays as small as a Python can be: no settings, no Django, no server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from config.tree import die_with_parent
from lantoa.kit.counters import shared

_PATIENCE = 20.0


class Tree:
    """The children by name, and the wish to stop."""

    def __init__(self, wanted: dict[str, list[str]]) -> None:
        self._wanted = wanted
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._stopping = False
        # held open here for as long as the house stands: a child that dies takes no count with it
        self._counters = shared()

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Begin to end; safe to call from a signal."""
        self._stopping = True

    def run(self) -> int:
        """Watch until told to stop; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self._stopping:
            for name in self._wanted:
                self._keep(name)
            time.sleep(0.2)
        return self._end()

    def _keep(self, name: str) -> None:
        child = self._running.get(name)
        if child is not None and child.poll() is None:
            return
        if child is not None:
            print(f"The {name} process ended with code {child.returncode}; starting it again.", file=sys.stderr)
            # a child that dies at once must not turn the machine into a heater
            time.sleep(min(5.0, max(0.0, 2.0 - (time.monotonic() - self._started[name]))))
        env = {**os.environ, "LANTOA_TREE": "on", "DJANGO_SETTINGS_MODULE": "config.settings"}
        if self._counters >= 0:
            env["LANTOA_COUNTERS"] = f"/proc/{os.getpid()}/fd/{self._counters}"
        # one heap a thread would keep what 32 threads once needed, for ever
        env.setdefault("MALLOC_ARENA_MAX", "2")
        self._started[name] = time.monotonic()
        # own process groups: Ctrl-C reaches the parent alone, which then stops the children in order
        self._running[name] = subprocess.Popen(
            self._wanted[name],
            env=env,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    def _end(self) -> int:
        for child in self._running.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + _PATIENCE
        for name, child in self._running.items():
            try:
                child.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"The {name} process does not end; it is killed.", file=sys.stderr)
                child.kill()
                child.wait()
        return 0


if __name__ == "__main__":
    sys.exit(Tree(json.loads(sys.argv[1])).run())
