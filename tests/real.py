"""A real house: its own data folder and database, its own processes, killed for good at the end."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from standins.zalo.server import Standin

ROOT = Path(__file__).resolve().parent.parent
ASKED = os.environ.get("LANTOA_DATABASE_URL", "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """All processes below this one, from /proc; ours, since we started the first."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    found, new = [], [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found += new
    return found


class RealHouse:
    """``with RealHouse() as house: house.prepare(); house.serve()``."""

    def __init__(self, **settings: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="lantoa-real-")
        self.data = Path(self.folder.name)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = self._database() if ASKED else ""
        self.env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "LANTOA_DATA": str(self.data),
            "LANTOA_PUBLIC_ADDRESS": self.url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LANTOA_DEV_MESSENGER_HOST": "127.0.0.1:9",  # never the real one, also when a test brings no stand-in
            **({"LANTOA_DATABASE_URL": self.database} if self.database else {}),
            **settings,
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> RealHouse:
        return self

    def __exit__(self, *why: object) -> None:
        self.kill()
        if self.database:
            name = urlsplit(self.database).path.lstrip("/")
            with psycopg.connect(ASKED, autocommit=True) as db:
                db.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.folder.cleanup()

    def _database(self) -> str:
        name = f"lantoa_real_{os.getpid()}_{self.port}"
        with psycopg.connect(ASKED, autocommit=True) as db:
            db.execute(f'CREATE DATABASE "{name}"')
        return urlunsplit(urlsplit(ASKED)._replace(path=f"/{name}"))

    # ------------------------------------------------------------------------------------------------------ commands

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """``lantoa <words>`` to its end."""
        command = [sys.executable, "-m", "config.cli", *words]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert not check or done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done

    def ask(self, code: str) -> Any:
        """Runs Python in a process of this house; what it leaves in ``out`` comes back."""
        program = f"import django, json\ndjango.setup()\n{code}\nprint(json.dumps(out))"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{done.returncode}: {done.stderr[-4000:]}"
        return json.loads(done.stdout.splitlines()[-1])

    def settle(self) -> None:
        """Tables, static files and the units of Cần Thơ: a copy of what was made once for this run."""
        shutil.copytree(_template().data, self.data, dirs_exist_ok=True)
        if self.database:
            self._copied(_template().database)

    def _copied(self, database: str) -> None:
        mine, theirs = (urlsplit(url).path.lstrip("/") for url in (self.database, database))
        with psycopg.connect(ASKED, autocommit=True) as db:
            db.execute(f'DROP DATABASE "{mine}" WITH (FORCE)')
            db.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{theirs}"')

    def meet(self, zalo: Standin, unit: str, oa_id: str = "") -> None:
        """Connects an account of the stand-in as this unit's."""
        account = zalo.world.accounts[oa_id or next(iter(zalo.world.accounts))]
        app = zalo.world.apps[account.app_id]
        grant = zalo.world.new_grant(account.oa_id)
        files = {"secret": app.oa_secret, "app-secret": app.app_secret, "token": grant.refresh}
        words = ["--unit", unit, "--app-id", app.app_id, "--oa-id", account.oa_id]
        for name, content in files.items():
            path = self.data / f"{name}-{account.oa_id}"
            path.write_text(content, encoding="utf-8")
            words += [f"--{name}-file", str(path)]
        self.run("connect", "zalo-oa", *words)

    def stored(self) -> list[str]:
        """Ids of all events in the inbox, sorted."""
        code = (
            "from lantoa.delivery.models import Inbox\nout = list(Inbox.objects.values_list('external_id', flat=True))"
        )
        return sorted(self.ask(code))

    # ----------------------------------------------------------------------------------------------------- processes

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        log = (self.data / "processes.log").open("ab")
        command = [sys.executable, "-m", "config.cli", *words]
        process = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        log.close()
        self.running.append(process)
        return process

    def serve(self, *, worker: bool = True) -> subprocess.Popen[bytes]:
        """``lantoa serve``; returns when the door answers."""
        process = self.start("serve", "--port", str(self.port), *([] if worker else ["--no-worker"]))
        self.await_door()
        return process

    def await_door(self) -> None:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"{self.url}/hooks/zalo-oa/", b"{}", timeout=2).close()
                return
            except (OSError, urllib.error.URLError):
                time.sleep(0.05)
        raise AssertionError(f"the house does not answer: {self.log()[-3000:]}")

    def log(self) -> str:
        path = self.data / "processes.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def kill(self) -> None:
        """SIGKILL to everything this house started, all at once: nobody gets to tidy up."""
        for process in self.running:
            below = descendants(process.pid) if process.poll() is None else []
            for pid in [process.pid, *below]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            process.wait()
        self.running = []
        time.sleep(0.05)


@cache
def _template() -> RealHouse:
    made = RealHouse()
    atexit.register(made.__exit__)
    made.run("prepare")
    made.run("places", "facts")
    return made
