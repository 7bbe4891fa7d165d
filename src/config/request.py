"""One request from the server's form into the one that the pages read, and its body as it comes."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from collections.abc import Callable
from typing import Any

SMALL = 64 * 1024
DOOR = 256 * 1024 + 1
LARGEST = 340 * 1024 * 1024
UPLOADS = ("/bao-tin/", "/tin/", "/can-bo/")
# the next piece of an upload must come within so many seconds, and so many bytes a second on average
IDLE_SECONDS, SLOWEST, PATIENCE = 20.0, 2_000, 30.0


class Slow(Exception):
    """The body did not come in time."""


class TooLong(Exception):
    """More than any page there takes."""


def environ_of(scope: Any) -> dict[str, Any]:
    """The head as WSGI has it. A name with an underscore is nobody's: it would pass for the one with a hyphen."""
    address, _, port = scope.client.rpartition(":")
    host, _, served = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": served,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": address.strip("[]"),
        "REMOTE_PORT": port,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    return environ


async def _next(rest: Any) -> bytes:
    """The next piece as it came; nothing at the end."""
    try:
        return bytes(await anext(rest))
    except StopAsyncIteration:
        return b""


class Whole:
    """The beginning of a body, which mostly is all of it."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self._environ = environ
        path = environ["PATH_INFO"]
        length = environ.get("CONTENT_LENGTH", "")
        chunked = "HTTP_TRANSFER_ENCODING" in environ
        if length and not (length.isascii() and length.isdecimal()):
            raise TooLong
        self._length = int(length) if length else -1
        self._most = DOOR if path.startswith("/hooks/") else SMALL
        self._streams = path.startswith(UPLOADS) and self._length > self._most
        if self._length > (LARGEST if self._streams else self._most):
            raise TooLong
        self.expected = self._most if chunked and not length else min(max(self._length, 0), self._most)
        self.held = b""
        self.more = False
        self.rest: Any = None

    async def read(self, proto: Any, came: Callable[[int], None]) -> None:
        """Wait for it, counting each piece. Raises TooLong for a body of unknown length that grows too long, and what
        ``came`` raises."""
        pieces, size = list[bytes](), 0
        self.rest = aiter(proto)
        while piece := await _next(self.rest):
            pieces.append(piece)
            size += len(piece)
            came(len(piece))
            if size == self._length:
                break
            if size >= self._most and self._streams:
                self.more = True
                break
            if size > self._most:
                raise TooLong
        self.held = b"".join(pieces)
        if self._length >= 0 and size < self._length and not self.more:
            raise Slow  # the caller went away in the middle
        self._environ["CONTENT_LENGTH"] = str(self._length if self._length >= 0 else size)

    def file(self) -> io.BytesIO:
        """All of it."""
        return io.BytesIO(self.held)


class _Coming(io.RawIOBase):
    """An upload while it comes: read in a thread, awaited in the server's loop."""

    def __init__(self, body: Whole, loop: asyncio.AbstractEventLoop) -> None:
        self._held, self._rest, self._loop = body.held, body.rest, loop
        self._begun, self._size = time.monotonic(), 0

    def readable(self) -> bool:
        return True

    async def _piece(self) -> bytes:
        async with asyncio.timeout(IDLE_SECONDS):
            return await _next(self._rest)

    def readinto(self, buffer: Any) -> int:
        """The next bytes. Raises OSError when they come too slowly or not at all."""
        if not self._held:
            try:
                self._held = asyncio.run_coroutine_threadsafe(self._piece(), self._loop).result(IDLE_SECONDS + 5)
            except Exception as fault:
                raise OSError("the upload broke off") from fault
            self._size += len(self._held)
            took = time.monotonic() - self._begun
            if took > PATIENCE and self._size < SLOWEST * took:
                raise OSError("the upload is too slow")
        given, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def streamed(body: Whole) -> io.BufferedReader:
    """An upload as a file that is read while it comes."""
    return io.BufferedReader(_Coming(body, asyncio.get_running_loop()), SMALL)
