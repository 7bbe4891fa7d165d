"""How a reader wants pages to look: one of four themes, one of four text sizes.

It is the only thing the public side may remember, in one cookie that only a press on
*Lưu cách hiển thị* sets. On report routes nothing is set: there the choice travels in the query.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

COOKIE = "hien-thi"
THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("s", "m", "l", "xl")
# Report routes set no cookie (rules of trust, 2).
QUIET = ("/bao-tin/", "/tin/", "/k/", "/thoat")


@dataclass(frozen=True, slots=True)
class Display:
    """A valid choice; the defaults follow the device."""

    theme: str = "auto"
    size: str = "m"

    @property
    def query(self) -> str:
        """``?size=xl&theme=dark``, or nothing for the defaults: what links on report routes carry."""
        pairs = [("size", self.size if self.size != "m" else ""), ("theme", self.theme if self.theme != "auto" else "")]
        kept = [pair for pair in pairs if pair[1]]
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def text(self) -> str:
        """The value of the cookie."""
        return f"{self.theme}.{self.size}"


def chosen(theme: str | None, size: str | None, before: Display) -> Display:
    """The given words where they are ours, else what stood before."""
    return Display(theme if theme in THEMES else before.theme, size if size in SIZES else before.size)


def read(text: str) -> Display:
    """The cookie's value; anything else gives the defaults."""
    theme, _, size = text.partition(".")
    return chosen(theme, size, Display())


def is_quiet(path: str) -> bool:
    """Whether this is a report route."""
    return path.startswith(QUIET)


def of(request: HttpRequest) -> Display:
    """The reader's choice: set by the view (``request.display``), else the query, else the cookie."""
    held = getattr(request, "display", None)
    if isinstance(held, Display):
        return held
    return chosen(request.GET.get("theme"), request.GET.get("size"), read(request.COOKIES.get(COOKIE, "")))
