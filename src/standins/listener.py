"""The listener both stand-ins use: loopback only, silent, and deaf to pages from elsewhere."""

import ipaddress
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from standins.wire import Dropped, Reply, Request, answer


class NotLoopback(ValueError):
    """The stand-in has no passwords and invented secrets: it may not be reachable from outside."""


def loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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

    def __init__(self, host: str, port: int, answer: Callable[[Request], Reply], later: Later) -> None:
        if not loopback(host):
            raise NotLoopback(f"{host} is not a loopback address: a stand-in listens on 127.0.0.1 or ::1 only")
        self.answer, self.later = answer, later
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

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
        later = self.server.later
        try:
            reply = self.server.answer(request) if self._at_home(headers) else answer({"wrong": "host"}, status=421)
        except Dropped:
            self.close_connection = True
            later.run()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        self.wfile.flush()
        later.run()

    do_GET = do_POST = do_DELETE = do

    def _at_home(self, headers: dict[str, str]) -> bool:
        """Named by a loopback name, and not asked by a page from elsewhere."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        return loopback(host) and ("origin" not in headers or loopback(urlsplit(headers["origin"]).hostname or ""))

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: what was received is read at /__standin__/sent."""


def address(listener: Listener) -> str:
    host, port = str(listener.server_address[0]), listener.server_address[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
