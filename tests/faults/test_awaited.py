"""Memory for bodies on their way: a network has its part, and where all is full the one that holds most gives way."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from config.front import Awaited, Busy

PIECE = 100


async def on_its_way(awaited: Awaited, network: str, pieces: int, begins: float = 0) -> str:
    """A body of which so many pieces come, and then nothing more."""
    await asyncio.sleep(begins)
    try:
        async with awaited.one(network) as body:
            for _ in range(pieces):
                body.came(PIECE)
                await asyncio.sleep(0)
            await asyncio.sleep(0.2)
    except TimeoutError:
        return "gave way"
    except Busy:
        return "refused"
    return "held"


def run(most: int, of_one: int, *bodies: tuple[str, int] | tuple[str, int, float]) -> list[str]:
    async def all_of_them() -> list[str]:
        awaited = Awaited(most * PIECE, of_one * PIECE)
        found = await asyncio.gather(*(on_its_way(awaited, *body) for body in bodies))
        assert (awaited._all, awaited._of, awaited._bodies) == (0, {}, set())  # nothing is held for ever
        return found

    with ThreadPoolExecutor(1) as apart:  # a browser test before may have left a loop in this thread
        return apart.submit(asyncio.run, all_of_them()).result()


def it_holds_what_fits():
    assert run(10, 5, ("a", 5), ("b", 5)) == ["held", "held"]


def it_refuses_what_is_more_than_the_part_of_one_network():
    assert run(10, 5, ("a", 3), ("a", 3), ("b", 4)) == ["held", "refused", "held"]


def it_lets_the_largest_of_the_network_that_holds_most_give_way_to_whoever_comes_new():
    assert run(10, 8, ("a", 6), ("a", 1), ("b", 2), ("c", 2, 0.05)) == ["gave way", "held", "held", "held"]


def it_counts_what_came_and_not_what_was_said_to_come():
    assert run(10, 5, *[(f"n{n}", 0) for n in range(1000)], ("c", 5))[-1] == "held"
