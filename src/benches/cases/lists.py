"""The tip list with filters, and search without marks, on a town with a past: one planting for both."""

from __future__ import annotations

from typing import Any

from benches.bench import Bench
from benches.town import Town


def run(bench: Bench) -> None:
    town = Town(bench.rows).build()
    _lists(bench, town)
    _search(bench, town)


def _lists(bench: Bench, town: Town) -> None:
    """50 rows, as the largest commune's chief (ten desks) and as a beat officer (two) see them."""
    from lantoa.conversations.queries import sealed, threads

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

            def page(actor: Any = actor, one: Any = one) -> Any:
                return threads.page(actor, one)

            _tell(bench, f"list, {who}, {name}", page, "ms p95 in the database")
        _tell(
            bench,
            f"list, {who}, counts",
            lambda actor=actor: threads.counts(actor, tips=True),
            "ms p95 in the database",
        )
        _tell(bench, f"list, {who}, rows opened",
            lambda actor=actor: sealed.cards(threads.page(actor, wanted["open"])[:50]),
              "ms p95")  # fmt: skip


def _search(bench: Bench, town: Town) -> None:
    from lantoa.conversations.queries import search

    actor, words = town.actor(), town.words
    asked = {
        "one common word": [words[0]],
        "two common words": words[1:3],
        "common and rare": [words[0], words[900]],
        "three medium words": words[150:153],
        "a rare word": [words[4000]],
        "a word nobody wrote": ["khongcodau"],
    }
    for name, some in asked.items():
        typed = " ".join(some)
        _tell(bench, f"search, {name}", lambda typed=typed: search.numbers(actor, typed), "ms p95 in the database")
        _tell(bench, f"search, {name}, words checked", lambda typed=typed: search.search(actor, typed), "ms p95", 10)


def _tell(bench: Bench, name: str, work: Any, unit: str, times: int = 40) -> None:
    work()
    taken = bench.timed(work, times=times)
    bench.tell(name, bench.quantile(taken, 0.95), unit, n=times, statements=bench.statements(work),
               p50=round(bench.quantile(taken, 0.5), 2), rows=bench.rows)  # fmt: skip
