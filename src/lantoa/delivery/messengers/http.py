"""Calls to the servers of others: no redirects, short answers, a time limit, and for files a pinned address."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from lantoa.delivery.logic.messenger import Fault, SendRefused

PATIENCE, IDLE = 15.0, 4.0
MOST = 1 << 20
_kept = threading.local()


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body of an answer."""

    status: int
    body: bytes


def base(production: str) -> str:
    """The address of a service; in development the stand-in answers for all of them."""
    return f"http://{settings.DEV_MESSENGER_HOST}" if settings.DEV_MESSENGER_HOST else production


def post(origin: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """One POST over a kept connection. Raises SendRefused: AWAY when nobody was there to call, so that nothing can have
    been said; RETRY when no whole answer came."""
    try:
        connection = _connection(origin)
    except (OSError, ValueError) as fault:
        raise SendRefused(Fault.AWAY, type(fault).__name__) from fault
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        content = answer.read(MOST + 1)
        if answer.will_close or len(content) > MOST:
            _drop(origin)
        return Reply(answer.status, content)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        _drop(origin)
        raise SendRefused(Fault.RETRY, type(fault).__name__) from fault


def _connection(origin: str) -> http.client.HTTPConnection:
    pool: dict[str, tuple[http.client.HTTPConnection, float]] = _kept.__dict__.setdefault("pool", {})
    held = pool.get(origin)
    if held is not None and time.monotonic() - held[1] < IDLE:
        pool[origin] = (held[0], time.monotonic())
        return held[0]
    _drop(origin)
    parts = urlsplit(origin)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    made = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    made.connect()
    made.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    pool[origin] = (made, time.monotonic())
    return made


def _drop(origin: str) -> None:
    held = _kept.__dict__.setdefault("pool", {}).pop(origin, None)
    if held is not None:
        held[0].close()


def fetch(url: str, limit: int, hosts: tuple[str, ...]) -> bytes:
    """A file from one of these hosts (or a name below them), over HTTPS, from an address that is not one of ours.

    Raises SendRefused: ``permanent`` for a foreign host, a redirect, a file that is too large or gone; ``retry`` else.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise SendRefused(Fault.PERMANENT, "address") from fault
    dev = bool(settings.DEV_MESSENGER_HOST) and parts.netloc == settings.DEV_MESSENGER_HOST
    host = (parts.hostname or "").lower()
    ours = any(host == h or host.endswith(f".{h}") for h in hosts)
    if not dev and (not ours or parts.username or port not in (None, 80, 443) or parts.scheme not in ("http", "https")):
        raise SendRefused(Fault.PERMANENT, "host")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(c <= " " or c == "\x7f" for c in path):
        raise SendRefused(Fault.PERMANENT, "address")
    try:
        kind = http.client.HTTPConnection if dev else _Pinned
        with closing(kind(host, port if dev else None, timeout=PATIENCE)) as connection:
            return _read(connection, path, limit)
    except (http.client.InvalidURL, UnicodeError) as fault:  # a name that is none: ``a..zdn.vn``
        raise SendRefused(Fault.PERMANENT, "address") from fault
    except (OSError, http.client.HTTPException) as fault:
        raise SendRefused(Fault.RETRY, type(fault).__name__) from fault


def _read(connection: http.client.HTTPConnection, path: str, limit: int) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    if answer.status >= 500 or answer.status == 429:
        raise SendRefused(Fault.RETRY, str(answer.status))
    if answer.status != 200:
        raise SendRefused(Fault.PERMANENT, str(answer.status))
    until, content = time.monotonic() + 2 * PATIENCE, bytearray()
    while piece := answer.read(65536):
        content += piece
        if len(content) > limit:
            raise SendRefused(Fault.PERMANENT, "too_large")
        if time.monotonic() > until:
            raise SendRefused(Fault.RETRY, "slow")
    return bytes(content)


class _Pinned(http.client.HTTPSConnection):
    """Resolves once, refuses addresses of this house's own networks, and connects to exactly the address it checked."""

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, 443, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(str(entry[4][0])) for entry in found]
        if not addresses or not all(address.is_global for address in addresses):
            raise SendRefused(Fault.PERMANENT, "host")
        plain = socket.create_connection((str(addresses[0]), 443), PATIENCE)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
