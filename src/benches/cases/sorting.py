"""Sorting one message: all of it, and the part the door asks of every event; floor: folding the same text."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from benches.bench import Bench

ROUNDS = 5


def _each(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each message, best of some rounds: what the machine does besides is not ours."""
    best = [float("inf")] * len(texts)
    for _ in range(ROUNDS):
        for i, text in enumerate(texts):
            begun = time.perf_counter()
            work(text)
            best[i] = min(best[i], (time.perf_counter() - begun) * 1000)
    return sorted(best)


def run(bench: Bench) -> None:
    from lantoa.conversations.logic.sorting import sort_text, training, urgent
    from lantoa.kit.fold import fold

    begun = time.perf_counter()
    sort_text("cháy nhà")
    bench.tell("first message (weights and names are read)", (time.perf_counter() - begun) * 1000, "ms")
    texts = [row.text for row in training.carried()]
    floor = _each(fold, texts)
    bench.tell("floor: folding the text", sum(floor) / len(floor), "ms", n=len(texts))
    for name, work in (("sorted", sort_text), ("urgent or not", urgent)):
        took = _each(work, texts)
        bench.tell(name, sum(took) / len(took), "ms", n=len(took))
        bench.tell(f"{name}, p99", took[int(len(took) * 0.99)], "ms", n=len(took))
    long = "Nhà tôi ở hẻm 12, đêm qua mất trộm xe 65-B1 123.45, gọi 0900 000 145. " * 280
    bench.tell("sorted, 20,000 signs", _each(sort_text, [long])[0], "ms")
