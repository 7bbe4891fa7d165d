"""One house that really runs, one stand-in of the messenger, people with a way in, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from standins.zalo.server import Standin
from tests.browser.conftest import CHROMIUM, DESK, browser
from tests.real import RealHouse

__all__ = ["browser"]
HERE = Path(__file__).parent
PASSWORD = "mot hai ba bon nam sau"
COMMUNE = "31135"
CAST = f"""
from lantoa.accounts import actions
from lantoa.accounts.actions.factors import PERIOD, code_at
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.places.actions import make_area
from lantoa.places.models import Desk
from lantoa.places.queries import unit_by_code
unit, city = unit_by_code("{COMMUNE}"), unit_by_code("92")
root = city.parent
out = {{}}
for name, shown, where, role, desk in (
    ("otto", "Nguyễn Văn Ốt", unit, "beat", "inbox"),
    ("tam", "Võ Văn Tám", unit, "duty", "inbox"),
    ("dana", "Võ Thị Đa", city, "duty", "duty"),
    ("ines", "Đỗ Thị In", root, "inspector", ""),
):
    staff = actions.hire(by=HOUSE, username=name, name=shown, rank="Th/u", unit=where, role=role)
    staff.set_password("{PASSWORD}")
    staff.save()
    secret = actions.begin_factor()
    code = code_at(secret, int(clock.now().timestamp()) // PERIOD)
    out[name] = actions.confirm_factor(by=HOUSE, staff=staff, secret=secret, code=code)
    if desk:
        actions.sit_at(by=HOUSE, staff=staff, desk=Desk.objects.get(unit=where, kind=desk, area=None))
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "real" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.process)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason="no /usr/bin/chromium (apt-get install chromium)"))


@pytest.fixture(scope="module")
def zalo() -> Iterator[Standin]:
    """The stand-in, before any house knows it."""
    with Standin() as standin:
        standin.world.style.change({"deadline_ms": 20_000})
        yield standin


@pytest.fixture(scope="module")
def real(zalo: Standin) -> Iterator[RealHouse]:
    """Server and worker, the stand-in's account connected to a commune, its answers going back to the stand-in."""
    with RealHouse(LANTOA_DEV_MESSENGER_HOST=zalo.url.removeprefix("http://")) as real:
        real.settle()
        real.codes = real.ask(CAST)
        real.serve()
        app = next(iter(zalo.world.apps.values()))
        assert zalo.sender.save_hook(app, f"{real.url}/hooks/zalo-oa/")
        app.events, app.retry = None, True
        real.meet(zalo, COMMUNE)
        yield real


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """``tab(url)``: a browser of its own for one person."""
    contexts = []

    def opened(url: str, **options: object) -> Page:
        context = browser.new_context(
            base_url=url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **{**DESK, **options}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def officer(real: RealHouse, tab: Callable[..., Page]) -> Callable[[str], Page]:
    """``officer("otto")``: signed in with password and a recovery code, at the staff's home."""

    def signed_in(name: str) -> Page:
        page = tab(real.url)
        page.goto("/can-bo/vao/")
        page.fill('input[name="username"]', name)
        page.fill('input[name="password"]', PASSWORD)
        page.click('main button[type="submit"]')
        page.fill('input[name="code"]', real.codes[name].pop())
        page.click('main button[type="submit"]')
        page.wait_for_load_state()
        assert "/vao/" not in page.url, page.inner_text("main")
        return page

    return signed_in
