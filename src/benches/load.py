"""A load generator on raw sockets, in a process of its own: ``python -m benches.load`` reads one job from its input.

Requests are prepared bytes; each connection sends the next when its answer is whole. Nothing here knows the house.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from subprocess import PIPE, Popen


@dataclass
class Outcome:
    """What one run of load saw: answers a second, times in milliseconds, answers by status."""

    rate: float
    p50: float
    p99: float
    n: int
    statuses: dict[str, int]

    @property
    def refused(self) -> int:
        """Answers that were not 2xx or 3xx."""
        return sum(count for status, count in self.statuses.items() if status[:1] not in "23")


def http(method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> bytes:
    """One request as it goes over the wire, with the connection kept."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def run(port: int, requests: Sequence[bytes], *, in_flight: int = 8, seconds: float | None = None) -> Outcome:
    """Send requests over ``in_flight`` connections: each once, or in turn for so many seconds."""
    job = {
        "port": port,
        "in_flight": in_flight,
        "seconds": seconds,
        "requests": [b64encode(one).decode() for one in requests],
    }
    with Popen([sys.executable, "-m", "benches.load"], stdin=PIPE, stdout=PIPE) as child:
        out, _ = child.communicate(json.dumps(job).encode())
    return Outcome(**json.loads(out))


class _Line:
    """One connection: what it waits for and since when."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.begun = 0.0
        self.held = b""
        self.sock = self._open()

    def _open(self) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def send(self, request: bytes) -> None:
        self.begun, self.held = time.perf_counter(), b""
        self.sock.sendall(request)

    def receive(self) -> str | None:
        """The status when the answer is whole, else None."""
        part = self.sock.recv(65536)
        if not part:
            return "cut"
        self.held += part
        head, found, rest = self.held.partition(b"\r\n\r\n")
        if not found:
            return None
        low = head.lower()
        at = low.find(b"content-length:")
        if at >= 0:
            whole = len(rest) >= int(low[at + 15 :].split(b"\r\n", 1)[0])
        elif b"chunked" in low:
            whole = rest.endswith(b"0\r\n\r\n")
        else:
            whole = True
        return head[9:12].decode() if whole else None


def _drive(job: dict) -> Outcome:
    requests = [b64decode(one) for one in job["requests"]]
    selector = selectors.DefaultSelector()
    lines = [
        _Line(job["port"]) for _ in range(job["in_flight"] if job["seconds"] else min(job["in_flight"], len(requests)))
    ]
    until = time.perf_counter() + job["seconds"] if job["seconds"] else None
    turn, times, statuses = 0, [], Counter()
    begun = time.perf_counter()
    for line in lines:
        selector.register(line.sock, selectors.EVENT_READ, line)
        line.send(requests[turn % len(requests)])
        turn += 1
    waiting = len(lines)
    while waiting:
        for event, _ in selector.select(timeout=30):
            line = event.data
            status = line.receive()
            if status is None:
                continue
            times.append(time.perf_counter() - line.begun)
            statuses[status] += 1
            more = time.perf_counter() < until if until else turn < len(requests)
            if not more:
                waiting -= 1
                selector.unregister(line.sock)
                continue
            if status == "cut":
                selector.unregister(line.sock)
                line.sock = line._open()
                selector.register(line.sock, selectors.EVENT_READ, line)
            line.send(requests[turn % len(requests)])
            turn += 1
    took = time.perf_counter() - begun
    times.sort()
    return Outcome(
        rate=len(times) / took,
        p50=times[len(times) // 2] * 1000,
        p99=times[min(len(times) - 1, int(len(times) * 0.99))] * 1000,
        n=len(times),
        statuses=dict(statuses),
    )


if __name__ == "__main__":
    print(json.dumps(_drive(json.load(sys.stdin)).__dict__))
