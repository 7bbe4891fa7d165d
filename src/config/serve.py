"""``lantoa serve``: the web server and the worker as one process tree.

The parent only watches: it imports neither Django nor the server, starts a died child again, and on SIGTERM or
Ctrl-C stops both. If the parent itself is killed the kernel ends the children (``tree``).
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from config import settings
from config.tree import die_with_parent

THREADS = 32
# connections, not requests: browsers hold idle ones open, so this stands well above the threads
CONNECTIONS = 512
_PATIENCE = 20.0


def parser() -> argparse.ArgumentParser:
    """The words of the command line."""
    out = argparse.ArgumentParser(prog="lantoa serve", description="Serve the pages and work off what is due.")
    out.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    out.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="default: PORT, else 8000")
    out.add_argument("--no-worker", action="store_true", help="only the web server; a worker runs elsewhere")
    out.add_argument("--note", default="", help=argparse.SUPPRESS)
    return out


def refusal(host: str, port: int) -> str:
    """Why this cannot be served, as a sentence that says what to do; empty when it can."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return f"{host!r} is not an address. Use --host 127.0.0.1, or the address of one of this machine's networks."
    if settings.DEMONSTRATION and not loopback:
        return "This house holds the demonstration, whose passwords are public: it only listens on 127.0.0.1."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return f"Cannot listen on {host}:{port} ({fault.strerror}). Set another one: PORT=8001 ./run"
    return ""


def commands(host: str, port: int, worker: bool) -> dict[str, list[str]]:
    """What runs under the parent, by name."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", str(THREADS), "--backpressure", str(CONNECTIONS), "--no-ws"]
    web += ["--no-access-log", "--log-level", "error", "--respawn-failed-workers", "--workers-kill-timeout", "10"]
    web += ["config.wsgi:application"]
    out = {"web": web}
    if worker:
        out["worker"] = [sys.executable, "-m", "config.cli", "worker"]
    return out


class Tree:
    """The children by name, and the wish to stop."""

    def __init__(self, wanted: dict[str, list[str]]) -> None:
        self._wanted = wanted
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._stopping = False

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


def main(argv: list[str]) -> int:
    """Serve until stopped."""
    asked = parser().parse_args(argv)
    reason = refusal(asked.host, asked.port)
    if reason:
        print(reason, file=sys.stderr)
        return 2
    tree = Tree(commands(asked.host, asked.port, not asked.no_worker))
    shown = f"[{asked.host}]" if ":" in asked.host else asked.host
    print(f"Lan Tỏa: http://{shown}:{asked.port}/  {asked.note}".rstrip(), flush=True)
    return tree.run()
