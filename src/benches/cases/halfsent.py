"""Two hundred requests that are never finished, held open while the door, the look-up page and health are asked."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from benches import load
from benches.bench import Bench
from benches.cases import webhook

HELD = 200
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n"
)
HALF = (
    HEAD.format(path="/bao-tin/") + "\r\ntin=a",
    HEAD.format(path="/tin/") + "\r\nma=12",
    HEAD.format(path="/hooks/zalo-oa/") + "\r\n{",
    HEAD.format(path="/tin/")[:60],
)


@contextmanager
def half_sent(port: int, many: int = HELD) -> Iterator[list[socket.socket]]:
    """So many connections, each with the half of a request."""
    held = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(many)]
    try:
        for number, one in enumerate(held):
            one.sendall(HALF[number % len(HALF)].encode())
        yield held
    finally:
        for one in held:
            one.close()


def run(bench: Bench) -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    webhook.connected()
    with bench.server() as port:
        bench.floor(in_flight=8)
        _ask(bench, "")
        with half_sent(port):
            _ask(bench, f", {HELD} half-sent")


def _ask(bench: Bench, beside: str) -> None:
    for name, requests in (
        ("door", webhook.events(600)),
        ("health", [load.http("GET", "/healthz")] * 600),
        ("look-up page", [load.http("GET", "/tin/")] * 300),
    ):
        outcome = bench.load(requests, in_flight=8)
        bench.tell(
            f"{name}{beside}", outcome.p99, "ms p99", n=outcome.n, refused=outcome.refused, rate=round(outcome.rate)
        )
