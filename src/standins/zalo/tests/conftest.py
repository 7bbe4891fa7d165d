"""A stand-in, a hook that records, and a caller that knows the wire only."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from standins.zalo.server import Standin


class Hook:
    """A place where webhooks arrive; answers `status` after `wait` seconds."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.wait = 200, threading.Event()
        self.slow = 0.0
        hook = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                if hook.slow:
                    hook.wait.wait(hook.slow)
                self.send_response(hook.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hooks/zalo-oa/"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.wait.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def events(self) -> list[dict]:
        return [json.loads(body) for _, body in self.got if body != b"{}"]


@dataclass
class Caller:
    """Speaks HTTP to the stand-in."""

    zalo: Standin
    tokens: dict[str, str] = field(default_factory=dict)

    def raw(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None):
        request = urllib.request.Request(self.zalo.url + path, body, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as bad:
            return bad.code, dict(bad.headers), bad.read()

    def control(self, path: str, body: object = None) -> dict:
        method = "GET" if body is None else "POST"
        data = None if body is None else json.dumps(body).encode()
        status, _, got = self.raw(method, f"/__standin__/{path}", data)
        assert status == 200, got
        return json.loads(got)

    def grant(self) -> dict:
        self.tokens = self.control("grant", {})
        return self.tokens

    def refresh(self, **changes: str) -> dict:
        app = next(iter(self.zalo.world.apps.values()))
        form = {"refresh_token": self.tokens["refresh_token"], "app_id": app.app_id, "grant_type": "refresh_token"}
        headers = {"secret_key": app.app_secret, "Content-Type": "application/x-www-form-urlencoded"}
        headers |= {
            name.removeprefix("header_"): value for name, value in changes.items() if name.startswith("header_")
        }
        form |= {name: value for name, value in changes.items() if not name.startswith("header_")}
        body = urllib.parse.urlencode(form).encode()
        status, _, got = self.raw("POST", "/v4/oa/access_token", body, headers)
        assert status == 200
        return json.loads(got)

    def api(self, method: str, path: str, body: object = None, **headers: str) -> dict:
        if not self.tokens:
            self.grant()
        sent = {"access_token": self.tokens["access_token"], "Content-Type": "application/json"} | {
            name.replace("_", "-") if name != "access_token" else name: value for name, value in headers.items()
        }
        data = None if body is None else json.dumps(body).encode()
        status, self.headers, got = self.raw(method, path, data, {k: v for k, v in sent.items() if v})
        assert status == 200, got
        return json.loads(got)

    def send(self, user_id: str, message: dict | None = None) -> dict:
        message = {"text": "Chào chị"} if message is None else message
        return self.api("POST", "/v3.0/oa/message/cs", {"recipient": {"user_id": user_id}, "message": message})

    def say(self, text: str = "Có trộm", **said: object) -> dict:
        return self.control("say", {"user": "Rhea", "text": text, **said})


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.stop()


@pytest.fixture
def zalo(hook: Hook) -> Iterator[Standin]:
    with Standin(hook=hook.url) as standin:
        standin.world.style.change({"echo": "never"})
        yield standin


@pytest.fixture
def caller(zalo: Standin) -> Caller:
    return Caller(zalo)
