"""The house that is served: the one that runs already, or one started for the replay (which may then be killed)."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from django.conf import settings


class NoHouse(Exception):
    """Nobody serves this house, or it did not come up."""


def answers(url: str) -> bool:
    """Whether a house is served there."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=3)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def running() -> str:
    """The address of the house that is served already, or nothing."""
    for url in (settings.PUBLIC_ADDRESS, f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"):
        if url.startswith("http://127.0.0.1") and answers(url):
            return str(url)
    return ""


def below(pid: int) -> list[int]:
    """The processes started by this one, and theirs."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    found, new = [], [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found += new
    return found


class OwnHouse:
    """``lantoa serve`` as a child on a free port, its calls to messengers going to a stand-in."""

    def __init__(self, messenger_host: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._env = {
            **os.environ,
            "PYTHONPATH": str(settings.BASE_DIR / "src"),
            "LANTOA_DEV_MESSENGER_HOST": messenger_host,
            "LANTOA_PUBLIC_ADDRESS": self.url,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def __enter__(self) -> OwnHouse:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, bad: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def start(self) -> None:
        """Serve, and wait until it answers. Raises NoHouse."""
        command = [sys.executable, "-m", "config.cli", "serve", "--port", str(self._port)]
        self._process = subprocess.Popen(
            command, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + 60
        while not answers(self.url):
            if time.monotonic() > until or self._process.poll() is not None:
                raise NoHouse("The house did not come up. Does ./lantoa serve work?")
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL to server and worker at once: nothing may depend on a tidy end."""
        if self._process is None:
            return
        for pid in [self._process.pid, *below(self._process.pid)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()
        self.kills += 1
