"""Search without marks over sealed text, on the largest commune's desks."""

from __future__ import annotations

from benches.bench import Bench
from benches.town import Town


def run(bench: Bench) -> None:
    from lantoa.conversations.queries import search

    town = Town(bench.rows).build()
    actor = town.actor()
    words = town.words
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
        search.search(actor, typed)
        times = bench.timed(lambda typed=typed: search.numbers(actor, typed), times=30)
        bench.tell(name, bench.quantile(times, 0.95), "ms p95 in the database", n=30,
                   statements=bench.statements(lambda typed=typed: search.numbers(actor, typed)), rows=bench.rows)  # fmt: skip
        whole = bench.timed(lambda typed=typed: search.search(actor, typed), times=10)
        bench.tell(f"{name}, words checked", bench.quantile(whole, 0.95), "ms p95", n=10,
                   statements=bench.statements(lambda typed=typed: search.search(actor, typed)))  # fmt: skip
