"""Sealing and verifying the journal."""

from __future__ import annotations

import time

from benches.bench import Bench


def run(bench: Bench) -> None:
    from lantoa.journal import actions, queries
    from lantoa.journal.models import Line
    from lantoa.kit import clock

    count = min(bench.rows, 50_000)
    now = clock.now()
    lines = [
        Line(at=now, actor_kind="house", actor_id="house", verb="tip.closed", about=f"tip:{n}") for n in range(count)
    ]
    begun = time.perf_counter()
    Line.objects.bulk_create(lines, batch_size=1000)
    planted = count / (time.perf_counter() - begun)
    bench.tell("floor: bare bulk INSERT", planted, "lines/s", n=count)
    begun = time.perf_counter()
    while actions.seal_batch():
        pass
    rate = count / (time.perf_counter() - begun)
    bench.tell("sealed in batches of 1,000", rate, "lines/s", n=count, ratio=round(rate / planted, 2))
    begun = time.perf_counter()
    faults = queries.verify()
    bench.tell("verified", count / (time.perf_counter() - begun), "lines/s", n=count, faults=len(faults))
