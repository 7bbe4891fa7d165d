"""The listener: one address on the loopback for sign-in server, account API, media host, testers' door and pages."""

import ipaddress
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from standins.zalo import media, oauth, openapi
from standins.zalo.control import Control
from standins.zalo.hooks import Sender
from standins.zalo.pages import Pages
from standins.zalo.sending import Sending
from standins.zalo.wire import Dropped, Reply, Request, answer
from standins.zalo.world import World


class NotLoopback(ValueError):
    """The stand-in has no passwords and invented secrets: it may not be reachable from outside."""


def loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Standin:
    """`with Standin(hook="http://127.0.0.1:8000/hooks/zalo-oa/") as zalo: zalo.say("Chào anh")`."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: str = "standin",
        accounts: list[dict[str, Any]] | None = None,
        hook: str = "",
        threads: int = 4,
    ) -> None:
        if not loopback(host):
            raise NotLoopback(f"{host} is not a loopback address: a stand-in listens on 127.0.0.1 or ::1 only")
        self.world = World(seed)
        self.sender = Sender(self.world, threads=threads)
        self.control = Control(self.world, self.sender)
        self.later = Later()
        self.sending = Sending(self.world, self.sender, self.later.put)
        self.pages = Pages(self.world, self.sender)
        for account in accounts or [{}]:
            self.control.add(account)
        self._hook = hook
        self._server = Listener((host, port), self)
        address = f"[{host}]" if ":" in host else host
        self.world.base = self.url = f"http://{address}:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True, name="standin")

    def start(self) -> "Standin":
        self._thread.start()
        self.sender.start()
        if self._hook:
            for app in self.world.apps.values():
                self.sender.save_hook(app, self._hook)
                app.hook, app.events, app.retry = self._hook, None, True
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.sender.stop()

    def __enter__(self) -> "Standin":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, bad: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def answer(self, request: Request) -> Reply:
        """The reply to any request; raises Dropped when the connection is to be closed without one."""
        path = request.path
        if path.startswith("/__standin__/"):
            return self.control(request)
        if path == "/v4/oa/access_token" and request.method == "POST":
            return oauth.token(self.world, request)
        if path == "/v4/oa/permission":
            return oauth.permission(self.world, request)
        if path.startswith(("/v2.0/oa/", "/v3.0/oa/")):
            return openapi.call(self.world, self.sending, request)
        if path.startswith(("/media/", "/uploads/")):
            return media.serve(self.world, request)
        return self.pages(request) or answer({"error": 404, "message": "Empty api"}, status=404)


class Later:
    """Things to do right after the reply left: the echo that comes second."""

    def __init__(self) -> None:
        self._local = threading.local()

    def put(self, thing: Callable[[], object]) -> None:
        self._local.things = [*getattr(self._local, "things", []), thing]

    def run(self) -> None:
        things, self._local.things = getattr(self._local, "things", []), []
        for thing in things:
            thing()


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], standin: Standin) -> None:
        self.standin = standin
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Listener
    disable_nagle_algorithm = True
    wbufsize = -1

    def do(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length") or 0))
        request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, body)
        standin = self.server.standin
        try:
            reply = standin.answer(request) if self._at_home(headers) else answer({"wrong": "host"}, status=421)
        except Dropped:
            self.close_connection = True
            standin.later.run()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        self.wfile.flush()
        standin.later.run()

    do_GET = do_POST = do_DELETE = do

    def _at_home(self, headers: dict[str, str]) -> bool:
        """Named by a loopback name, and not asked by a page from elsewhere."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        return loopback(host) and ("origin" not in headers or loopback(urlsplit(headers["origin"]).hostname or ""))

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: what was received is read at /__standin__/sent."""
