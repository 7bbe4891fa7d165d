"""A stand-in as a child process, and its testers' door."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command

KINDS = ("zalo", "sms")


class StandinRefused(Exception):
    """The stand-in did not start, or did not like what it was told."""


class Standin:
    """``with Standin("zalo", "--seed", "x") as standin: standin.post("say", {...})``; it ends with the block."""

    def __init__(self, kind: str, *arguments: str) -> None:
        env = {**os.environ, "PYTHONPATH": str(settings.BASE_DIR / "src")}
        command = [sys.executable, "-m", f"standins.{kind}", "--end-with-stdin", *arguments]
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        first = self._process.stdout.readline() if self._process.stdout else ""
        if not first:
            wrong = self._process.stderr.read() if self._process.stderr else ""
            raise StandinRefused(wrong.strip() or "The stand-in ended at once.")
        self.told: dict[str, Any] = json.loads(first)
        self.url: str = self.told["url"]
        self.host = urlsplit(self.url).netloc

    def __enter__(self) -> Standin:
        return self

    def __exit__(self, kind: type[BaseException] | None, bad: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """End it; safe to call twice."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def wait(self) -> int:
        """Until it ends by itself."""
        return self._process.wait()

    def get(self, door: str) -> Any:
        """What the testers' door tells."""
        return self._ask("GET", door, None)

    def post(self, door: str, told: Any) -> Any:
        """Tell the testers' door something. Raises StandinRefused."""
        return self._ask("POST", door, json.dumps(told).encode())

    def _ask(self, method: str, door: str, body: bytes | None) -> Any:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        try:
            connection.request(method, f"/__standin__/{door}", body)
            answer = connection.getresponse()
            content = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise StandinRefused(str(content.get("wrong", answer.status)))
        return content


def connect_zalo(standin: Standin, unit: str, *, hook: str, sends: bool, number: int = 0, name: str = "Giả lập") -> str:
    """Connects an account of the stand-in to a unit as ``lantoa connect`` does; returns the account's id.

    With ``sends`` the house also gets tokens. Only then may it answer, so only when its calls go to the stand-in.
    """
    account = standin.told["accounts"][number]
    saved = standin.post("hook", {"app_id": account["app_id"], "url": hook, "events": "all", "retry": True})
    if not saved["saved"]:
        raise StandinRefused(f"{hook} did not answer the probe. Is the house running there?")
    files = {"secret": saved["secret"]}
    if sends:
        state = standin.post("accounts", {"oa_id": account["oa_id"], "app_id": account["app_id"], "name": name})
        pair = standin.post("grant", {"oa_id": account["oa_id"]})
        files |= {"app-secret": state["app_secret"], "token": pair["refresh_token"]}
    words = ["--unit", unit, "--app-id", account["app_id"], "--oa-id", account["oa_id"]]
    _connect("zalo-oa", words, files)
    return str(account["oa_id"])


def connect_sms(standin: Standin, unit: str, number: str, token: str, *, hook: str, sends: bool) -> None:
    """Connects the gateway's stand-in; the same token is shown both ways."""
    standin.post("hook", {"url": hook, "token": token, "send_token": token})
    words = ["--unit", unit, "--number", number]
    words += ["--gateway", f"{standin.url}/send"] if sends else []
    _connect("sms", words, {"secret": token, **({"token": token} if sends else {})})


def _connect(kind: str, words: list[str], files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="lantoa-connect-") as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.write_text(content, encoding="utf-8")
            words += [f"--{name}-file", str(path)]
        call_command("connect", kind, *words, stdout=open(os.devnull, "w"))  # noqa: SIM115
