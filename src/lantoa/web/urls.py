"""Two trees: what anybody may open, and what needs a sign-in. Rooms below bring their own lists."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from lantoa.web.public import pages
from lantoa.web.staff import home, inspect, stuck

# Apps that bring pages, in the order their addresses are tried. An app without a urls room brings none yet.
ROOMS = (
    "accounts",
    "tips",
    "conversations",
    "delivery",
    "duties",
    "links",
    "media",
    "vault",
    "places",
    "errands",
    "journal",
)


def _lists(name: str) -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for room in ROOMS:
        if find_spec(f"lantoa.{room}.urls"):
            found += getattr(import_module(f"lantoa.{room}.urls"), name, [])
    return found


public: list[URLPattern | URLResolver] = [
    path("", pages.front, name="home"),
    path("thoat", pages.leave, name="leave"),
    path("lich/", pages.calendar, name="calendar"),
    path("hien-thi/", pages.keep_display, name="display"),
    path("giu-kin/", pages.sealed, name="sealed"),
    path("huong-dan/", pages.guide, name="guide"),
    path("healthz", pages.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    *_lists("public"),
]

staff: list[URLPattern | URLResolver] = [
    path("", home.front, name="staff-home"),
    path("nhat-ky/", inspect.journal, name="journal"),
    path("ket/", stuck.stuck, name="stuck"),
    *_lists("staff"),
]

urlpatterns = [*public, path("can-bo/", include(staff))]

handler400 = "lantoa.web.public.errors.bad_request"
handler403 = "lantoa.web.public.errors.forbidden"
handler404 = "lantoa.web.public.errors.not_found"
handler500 = "lantoa.web.public.errors.broken"
