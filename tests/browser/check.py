"""Hold one page to what every page must keep: readable for all, no sideways scroll, quiet, valid, nothing from outside.

``check_page(page, "inbox")`` works on whatever the page shows now, also the answer to a POST. Pictures go to
``shots/``.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.markup import faults

SHOTS = Path(__file__).resolve().parent.parent.parent / "shots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
THEMES = ("light", "dark", "contrast")
WIDTHS = (320, 360, 1280)
# Phones bring fonts of their own: a narrow set and the widest in use. ``.ci/run`` installs both (test_fonts.py).
FONTS = {"narrow": '"Liberation Sans"', "wide": '"DejaVu Sans"'}


class Watch:
    """What a tab said and asked for since the last check."""

    def __init__(self, page: Page, host: str) -> None:
        self.host = host
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.document: Response | None = None
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource: the server responded with a status of 4"
        if message.type == "error" and not message.text.startswith(expected):
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.outside.append(request.url)

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame.parent_frame is None and response.status != 302:
            self.document = response


def watch_of(page: Page) -> Watch:
    """The watch that ``tests/browser/conftest.py`` put on the tab."""
    watch: Watch = page.lantoa_watch  # type: ignore[attr-defined]
    return watch


def check_page(page: Page, name: str, *, themes: tuple[str, ...] = THEMES) -> None:
    """Raises AssertionError with every fault found, after taking pictures at 360 and 1280 px, light and dark."""
    watch = watch_of(page)
    found: list[str] = []
    before = page.viewport_size or {"width": 1280, "height": 900}
    page.wait_for_load_state("load")
    page.emulate_media(reduced_motion="reduce")  # a colour on its way to another theme is nobody's colour
    if watch.document is not None and "html" in watch.document.headers.get("content-type", ""):
        found += [f"html: {fault}" for fault in faults(watch.document.text())]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740 if width < 1000 else 900})
        found += [fault for font in FONTS for fault in _sideways(page, width, font=font)]
        if width in (360, 1280):
            # As tall as the page: what sticks to an edge must not seem to lie over what one scrolls to.
            page.set_viewport_size({"width": width, "height": min(8000, max(740, _height(page)))})
            for theme in themes:
                found += _axe(page, theme, width)
                _shot(page, f"{name}-{width}-{theme}")
    page.set_viewport_size({"width": 320, "height": 740})
    found += [fault for font in FONTS for fault in _sideways(page, 320, size="xl", font=font)]
    page.set_viewport_size(before)
    page.emulate_media(reduced_motion="no-preference")
    found += [f"console: {error}" for error in watch.errors]
    found += [f"another host: {address}" for address in watch.outside]
    watch.errors.clear()
    watch.outside.clear()
    assert not found, f"{name} ({page.url}):\n" + "\n".join(found)


def _height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def _with(page: Page, theme: str = "", size: str = "", font: str = "") -> None:
    page.evaluate(
        "([theme, size, font]) => { const root = document.documentElement, d = root.dataset;"
        " theme ? d.theme = theme : delete d.theme; size ? d.size = size : delete d.size;"
        " font ? root.style.setProperty('--font', font) : root.style.removeProperty('--font'); }",
        [theme, size, FONTS.get(font, "")],
    )


def _sideways(page: Page, width: int, size: str = "", font: str = "") -> list[str]:
    _with(page, size=size, font=font)
    wide = page.evaluate(
        """() => { const limit = document.documentElement.clientWidth + 1;
        if (document.documentElement.scrollWidth <= limit) return [];
        const inScroller = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
          if (getComputedStyle(p).overflowX !== "visible") return true; return false; };
        return [...document.body.querySelectorAll("*")]
          .filter((e) => e.getBoundingClientRect().right > limit && !inScroller(e))
          .slice(0, 4).map((e) => e.outerHTML.slice(0, 90)); }"""
    )
    _with(page)
    return [f"sideways scroll at {width} px {size} {font}: {thing}" for thing in wide]


def _axe(page: Page, theme: str, width: int) -> list[str]:
    _with(page, theme=theme)
    results = Axe().run(page, options=RULES)
    return [
        f"axe at {width} px, {theme}: {rule['id']}: {node['html'][:110]} "
        f"({node['failureSummary'].splitlines()[-1].strip()})"
        for rule in results.response["violations"]
        for node in rule["nodes"][:3]
    ]


def _shot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True, animations="disabled")
