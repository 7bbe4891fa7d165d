"""The inbox and the tip list: 50 rows with filters, as the largest commune's chief and a beat officer see them."""

from __future__ import annotations

from benches.bench import Bench
from benches.town import Town


def run(bench: Bench) -> None:
    from lantoa.conversations.queries import sealed, threads

    town = Town(bench.rows).build()
    wanted = {
        "open": threads.Filter(tips=True),
        "one state": threads.Filter(tips=True, chip="checking"),
        "rare category": threads.Filter(tips=True, category="device_bell"),
        "overdue": threads.Filter(tips=True, overdue=True),
        "closed": threads.Filter(tips=True, open=False),
        "closed, rare state and category": threads.Filter(tips=True, open=False, chip="merged", category="device_bell"),
        "nothing fits": threads.Filter(tips=True, owner=1),
    }
    for who, actor in (("chief", town.actor()), ("beat", town.actor(chief=False))):
        for name, one in wanted.items():
            threads.page(actor, one)
            times = bench.timed(lambda actor=actor, one=one: threads.page(actor, one), times=40)
            count = bench.statements(lambda actor=actor, one=one: threads.page(actor, one))
            bench.tell(f"{who}, {name}", bench.quantile(times, 0.95), "ms p95 in the database", n=len(times),
                       statements=count, p50=round(bench.quantile(times, 0.5), 2), rows=bench.rows)  # fmt: skip
        times = bench.timed(lambda actor=actor: threads.counts(actor, tips=True), times=20)
        bench.tell(f"{who}, counts", bench.quantile(times, 0.95), "ms p95 in the database", n=20, statements=1)
        whole = bench.timed(lambda actor=actor: sealed.cards(threads.page(actor, wanted["open"])[:50]), times=20)
        bench.tell(f"{who}, page with its rows opened", bench.quantile(whole, 0.95), "ms p95", n=20)
