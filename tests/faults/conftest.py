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
def zalo() -> Iterator[Standin]:
    """The stand-in, before the house knows it."""
    with Standin(threads=16) as standin:
        # these tests judge what is kept, never how fast
        standin.world.style.change({"deadline_ms": 20_000, "echo": "never"})
        yield standin


@pytest.fixture
def real(zalo: Standin) -> Iterator[RealHouse]:
    """Prepared, with the facts of Cần Thơ and the stand-in's account connected to a commune; not yet serving."""
    with RealHouse(LANTOA_DEV_MESSENGER_HOST=zalo.url.removeprefix("http://")) as real:
        real.settle()
        real.meet(zalo, "31135")
        for app in zalo.world.apps.values():
            app.hook, app.events, app.retry = f"{real.url}/hooks/zalo-oa/", None, True
        yield real


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
