"""Real Chromium against a live server with the real settings: static files, headers, content policy."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.check import Watch

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}

# Playwright's own loop runs in this thread; the rows are still read from one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason="no /usr/bin/chromium (apt-get install chromium)"))


@cache
def _chromium() -> Browser:
    """One Playwright and one Chromium a process: the stories use this fixture too, and a second Playwright in the
    same thread refuses to start."""
    playwright = sync_playwright().start()
    held = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
    atexit.register(playwright.stop)
    atexit.register(held.close)
    return held


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One Chromium for the whole run."""
    return _chromium()


@pytest.fixture
def opened(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """``opened(**options)``: a tab of its own context, watched; ``page.goto("/path")`` reaches the live server."""
    contexts: list[BrowserContext] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **{**DESK, **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.lantoa_watch = Watch(page, urlsplit(live_server.url).netloc)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    """A tab at a desk."""
    return opened()


@pytest.fixture
def phone(opened: Callable[..., Page]) -> Page:
    """A tab on a phone."""
    return opened(**PHONE)


@pytest.fixture
def bare(opened: Callable[..., Page]) -> Page:
    """A tab without JavaScript."""
    return opened(java_script_enabled=False)


@pytest.fixture
def enter(client_of, live_server) -> Callable[[Page, object], Page]:
    """``enter(page, cast.otto)``: the tab belongs to somebody who is signed in, second factor seen."""

    def entered(tab: Page, person: object) -> Page:
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        address = live_server.url + settings.STAFF_PATH
        tab.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
        return tab

    return entered


@pytest.fixture
def signed(opened: Callable[..., Page], enter: Callable[..., Page]) -> Callable[..., Page]:
    """``signed(cast.otto)``: a new tab in which this person is signed in; ``signed(cast.otto, **PHONE)`` on a phone."""

    def signed_in(staff: object, **options: object) -> Page:
        return enter(opened(**options), staff)

    return signed_in
