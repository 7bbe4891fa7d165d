"""What stands between the server and the pages: no thread is given to anybody before his request is here.

A server with a thread for each request is stopped by as many requests that are never finished. Here heads and
bodies are awaited without a thread, each until its deadline; then the request waits for a thread of its kind: pages,
uploads, the messengers' door, health. One network never holds more than its share of a kind, nor more than its part of
what is awaited: where that gets too much in all, the network that holds most gives way, whoever comes new is served.
What is awaited at the messengers' door takes nothing from the pages, and theirs nothing from it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from config.request import Slow, TooLong, Whole, environ_of, streamed

log = logging.getLogger(__name__)

# how long a small body may take, from its first byte to its last
BODY_SECONDS = 15.0
# how long a finished request waits for a thread
WAIT_SECONDS = 20.0
# one piece of an answer; whoever reads slowly holds this much memory and no thread
PIECE = 256 * 1024
# what has come of bodies that are not whole yet, together: of pages, and of the messengers' door
AWAITED = {"pages": 64 * 1024 * 1024, "door": 32 * 1024 * 1024}
# and of one network's
AWAITED_OF_ONE = 8 * 1024 * 1024
# threads of each kind, and how many of them one network may hold; an upload mostly waits for its line
ROOMS = {"health": (2, 1), "door": (32, 32), "uploads": (48, 8), "pages": (24, 12)}

Answer = tuple[int, list[tuple[str, str]], Iterator[bytes], Callable[[], None]]


class Busy(Exception):
    """No thread became free in time."""


class Awaiting:
    """One body that is on its way: what has come of it, and how to end it."""

    def __init__(self, all_of_them: Awaited, network: str, deadline: asyncio.Timeout) -> None:
        self._all, self.network, self._deadline = all_of_them, network, deadline
        self.size = 0

    def came(self, size: int) -> None:
        """So much more is here. Raises Busy."""
        self.size += size
        self._all.grew(self, size)

    def end(self) -> None:
        """Give way: its deadline is now."""
        if not self._deadline.expired():
            self._deadline.reschedule(asyncio.get_running_loop().time())


class Awaited:
    """Memory for bodies that are not whole yet: together so much, and one network a part of it."""

    def __init__(self, most: int, most_of_one: int = AWAITED_OF_ONE) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._all = 0
        self._of: Counter[str] = Counter()
        self._bodies: set[Awaiting] = set()

    @contextlib.asynccontextmanager
    async def one(self, network: str) -> AsyncIterator[Awaiting]:
        """A body of this network until it is whole. Raises TimeoutError when it is not here in time or gives way."""
        async with asyncio.timeout(BODY_SECONDS) as deadline:
            body = Awaiting(self, network, deadline)
            self._bodies.add(body)
            try:
                yield body
            finally:
                self._forget(body)

    def grew(self, body: Awaiting, size: int) -> None:
        """Count it; where it is too much, the largest body of the network that holds most gives way. Raises Busy."""
        if body not in self._bodies:  # it gave way
            raise Busy
        self._all += size
        self._of[body.network] += size
        if self._of[body.network] > self._most_of_one:
            raise Busy
        while self._all > self._most:
            first, _held = self._of.most_common(1)[0]
            largest = max((one for one in self._bodies if one.network == first), key=lambda one: one.size)
            if largest is body:
                raise Busy
            largest.end()
            self._forget(largest)

    def _forget(self, body: Awaiting) -> None:
        if body not in self._bodies:
            return
        self._bodies.remove(body)
        self._all -= body.size
        self._of[body.network] -= body.size
        if not self._of[body.network]:
            del self._of[body.network]


class Room:
    """Threads for one kind of request, shared fairly."""

    def __init__(self, name: str, threads: int, most_of_one: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free, self._most = threads, most_of_one
        self._held: Counter[str] = Counter()
        self._changed = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def place(self, network: str) -> AsyncIterator[None]:
        """One thread for this network, as soon as there is one. Raises Busy."""
        async with self._changed:
            try:
                async with asyncio.timeout(WAIT_SECONDS):
                    await self._changed.wait_for(lambda: self._free and self._held[network] < self._most)
            except TimeoutError as fault:
                raise Busy from fault
            self._free -= 1
            self._held[network] += 1
        try:
            yield
        finally:
            async with self._changed:
                self._free += 1
                self._held[network] -= 1
                if not self._held[network]:
                    del self._held[network]
                self._changed.notify_all()

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do it in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)


def gather(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """As much of an answer as is sent in one go, and whether that was all."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            return b"".join(held), False
    return b"".join(held), True


def called(application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> tuple[Answer, bytes, bool]:
    """The answer of the pages with its first piece, which for nearly all pages is the whole."""
    said: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said[:] = [int(status[:3]), headers]

    given = application(environ, start_response)
    pieces, close = iter(given), getattr(given, "close", lambda: None)
    try:
        first, whole = gather(pieces)
    except BaseException:
        close()
        raise
    if whole:
        close()
    return (said[0], [(name.lower(), value) for name, value in said[1]], pieces, close), first, whole


class Front:
    """The house as the server sees it (RSGI)."""

    def __init__(self, application: Callable[..., Iterable[bytes]], network: Callable[[dict[str, Any]], str]) -> None:
        self._application = application
        self._network = network
        self._rooms: dict[str, Room] = {}
        self._awaited = {name: Awaited(most) for name, most in AWAITED.items()}

    def _room(self, environ: dict[str, Any], large: bool) -> Room:
        if not self._rooms:  # a condition belongs to the loop that runs
            self._rooms = {name: Room(name, many, of_one) for name, (many, of_one) in ROOMS.items()}
        path = environ["PATH_INFO"]
        if path == "/healthz":
            return self._rooms["health"]
        if path.startswith("/hooks/"):
            return self._rooms["door"]
        return self._rooms["uploads" if large else "pages"]

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        """One request from its head to the last byte of its answer."""
        if scope.proto != "http":
            return
        environ = environ_of(scope)
        try:
            network = self._network(environ)
            large = await self._body(environ, proto, network)
            room = self._room(environ, large)
            async with room.place(network):
                answer, first, whole = await room.run(called, self._application, environ)
        except (Slow, TooLong, Busy) as fault:
            status = {Slow: 408, TooLong: 413, Busy: 503}[type(fault)]
            proto.response_bytes(status, [("connection", "close"), ("retry-after", "5")], b"")
            return
        except Exception as fault:  # the pages answer their own faults; this is one of ours
            log.error("a request broke before or after the pages: %s", type(fault).__name__)
            proto.response_bytes(500, [("connection", "close")], b"")
            return
        if whole:
            proto.response_bytes(answer[0], answer[1], first)
        else:
            await self._send(proto, room, answer, first)

    async def _body(self, environ: dict[str, Any], proto: Any, network: str) -> bool:
        """Awaits what is awaited without a thread. True when the rest of the body comes while it is read."""
        body = Whole(environ)
        if not body.expected:
            return False
        awaited = self._awaited["door" if environ["PATH_INFO"].startswith("/hooks/") else "pages"]
        try:
            async with awaited.one(network) as waiting:
                await body.read(proto, waiting.came)
        except TimeoutError as fault:
            raise Slow from fault
        environ["wsgi.input"] = streamed(body) if body.more else body.file()
        return body.more

    @staticmethod
    async def _send(proto: Any, room: Room, answer: Answer, first: bytes) -> None:
        """A long answer piece by piece: a thread only while a piece is made."""
        status, headers, pieces, close = answer
        try:
            out = proto.response_stream(status, headers)
            await out.send_bytes(first)
            whole = False
            while not whole:
                piece, whole = await room.run(gather, pieces)
                await out.send_bytes(piece)
        finally:
            await room.run(close)
