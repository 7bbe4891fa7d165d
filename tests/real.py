"""A real house: its own data folder and database, its own processes, killed for good at the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
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
        """Tables, and the units of Cần Thơ."""
        self.run("prepare")
        self.ask(
            "from lantoa.journal.logic import HOUSE\nfrom lantoa.places.actions import load_facts\n"
            "load_facts(by=HOUSE)\nout = 1"
        )

    def meet(self, zalo: Standin, unit: str, oa_id: str = "") -> None:
        """Connects an account of the stand-in as this unit's."""
        account = zalo.world.accounts[oa_id or next(iter(zalo.world.accounts))]
        app = zalo.world.apps[account.app_id]
        grant = zalo.world.new_grant(account.oa_id)
        self.ask(
            "from lantoa.delivery.actions.connect import connect_account\n"
            "from lantoa.delivery.logic.messenger import Secrets\n"
            "from lantoa.delivery.messengers import all_messengers\n"
            "from lantoa.journal.logic import HOUSE\nfrom lantoa.places.queries import unit_by_code\n"
            "out = connect_account(by=HOUSE, messenger=all_messengers()['zalo_oa'], "
            f"unit=unit_by_code({unit!r}).pk, external_id={account.oa_id!r}, app_id={app.app_id!r}, "
            f"secrets=Secrets(secret={app.oa_secret!r}, app_secret={app.app_secret!r}), "
            f"refresh_token={grant.refresh!r}).pk"
        )

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
