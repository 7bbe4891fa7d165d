"""``lantoa serve``: the web server and the worker as one process tree.

The parent (``watch``) starts a died child again, and on SIGTERM or Ctrl-C stops both. If it is killed itself the
kernel ends the children (``tree``).
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import os
import resource
import socket
import sys

from config import settings

# open connections, most of them idle; one costs a file and little memory, and no thread (config.front)
CONNECTIONS = 4096
# a head that is not there by then ends its connection, also one that says nothing at all
HEAD_MS = 10_000


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


def limits() -> list[str]:
    """What the server is told about connections. HTTP/2 has no deadline for heads there, and needs none of us."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    # beside connections there are files, the database, the messengers
    most = CONNECTIONS if files == resource.RLIM_INFINITY else max(128, min(CONNECTIONS, files - 256))
    return ["--http", "1", "--no-ws", "--http1-header-read-timeout", str(HEAD_MS), "--backpressure", str(most)]


def commands(host: str, port: int, worker: bool) -> dict[str, list[str]]:
    """What runs under the parent, by name."""
    web = [sys.executable, "-m", "granian", "--interface", "rsgi", "--host", host, "--port", str(port), *limits()]
    web += ["--workers", "1", "--no-access-log", "--log-level", "error", "--respawn-failed-workers"]
    web += ["--workers-kill-timeout", "10", "config.wsgi:front"]
    out = {"web": web}
    if worker:
        out["worker"] = [sys.executable, "-m", "config.cli", "worker"]
    return out


def main(argv: list[str]) -> int:
    """Refuse what cannot be served, then become the parent of the tree."""
    asked = parser().parse_args(argv)
    reason = refusal(asked.host, asked.port)
    if reason:
        print(reason, file=sys.stderr)
        return 2
    shown = f"[{asked.host}]" if ":" in asked.host else asked.host
    print(f"Lan Tỏa: http://{shown}:{asked.port}/  {asked.note}".rstrip(), flush=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < 2 * CONNECTIONS:
        wished = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(2 * CONNECTIONS, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wished, hard))
    wanted = json.dumps(commands(asked.host, asked.port, not asked.no_worker))
    # in the place of this process: the settings were read, and what watches for months need not carry them
    os.execv(sys.executable, [sys.executable, "-m", "config.watch", wanted])  # noqa: S606
