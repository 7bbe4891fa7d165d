"""Houses that are really started, and really killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standins.zalo.server import Standin
from tests.real import RealHouse

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.process)
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture
def real() -> Iterator[RealHouse]:
    """Prepared, with the facts of Cần Thơ, not yet serving."""
    with RealHouse() as real:
        real.settle()
        yield real


@pytest.fixture
def zalo(real: RealHouse) -> Iterator[Standin]:
    """The stand-in, its account connected to the house as a commune's."""
    with Standin(hook=f"{real.url}/hooks/zalo-oa/", threads=16) as standin:
        standin.world.style.change({"deadline_ms": 20_000})  # these tests judge what is kept, never how fast
        real.meet(standin, "31135")
        yield standin


@pytest.fixture
def tell(zalo: Standin) -> Callable[..., list[str]]:
    """``tell(10, urgent=1)``: so many different residents' messages, some of them emergencies; their ids."""

    def telling(count: int, *, urgent: int = 0) -> list[str]:
        ids = []
        for number in range(count):
            words = "Cháy nhà, có người kẹt trong đó" if number % 100 < urgent else "Xe đậu lấn lề đường"
            said = zalo.say(f"{words}, số {number}", user=f"Dân {number % 500}")
            ids.append(said["msg_id"])
        return ids

    return telling
