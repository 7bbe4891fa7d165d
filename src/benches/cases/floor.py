"""The floor alone: how fast a bare Django view with one INSERT is on this machine."""

from __future__ import annotations

from benches.bench import Bench


def run(bench: Bench) -> None:
    with bench.server():
        for in_flight in (8, 32):
            bench.floor(in_flight=in_flight)
