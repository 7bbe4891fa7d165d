"""Working off errand rows with an empty effect, against one bare bulk INSERT of as many rows."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benches.bench import Bench


def run(bench: Bench) -> None:
    from django.db import connection

    from lantoa.errands import actions, tasks
    from lantoa.errands.logic import Announcement
    from lantoa.errands.models import Errand
    from lantoa.kit import clock

    @dataclass(frozen=True)
    class Rang(Announcement):
        n: int

    def hear(n: int) -> None:
        return None

    actions.listen({Rang: [hear]})
    count = min(bench.rows, 20_000)
    now = clock.now()
    rows = [Errand(task=actions.path_of(hear), args={"n": n}, due=now, made_at=now) for n in range(count)]
    begun = time.perf_counter()
    Errand.objects.bulk_create(rows, batch_size=1000)
    planted = count / (time.perf_counter() - begun)
    bench.tell("floor: bare bulk INSERT", planted, "rows/s", n=count)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE errands_errand")
    begun = time.perf_counter()
    done = 0
    while touched := tasks.drain():
        done += touched
    rate = done / (time.perf_counter() - begun)
    statements = 0
    actions.announce(Rang(1))
    statements = bench.statements(tasks.drain)
    bench.tell("drained", rate, "rows/s", n=done, statements=statements, ratio=round(rate / planted, 2))
