"""Open pages that belong to no room: the front, help, the way out, and what machines ask for."""

from __future__ import annotations

import calendar as months
import time

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lantoa.conversations.logic.looks import LOOK_HOURS
from lantoa.errands.actions import beat
from lantoa.kit import clock
from lantoa.kit import display as displays
from lantoa.places.queries import public_number
from lantoa.tips.queries.done import DAYS, done_lately

YEAR = 365 * 24 * 3600
_last_beat = [0.0]


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Home: what can be done here, what was done lately, and nothing that does not exist yet."""
    context = {"duty_phone": public_number(None), "done": done_lately(), "days": DAYS, "look": LOOK_HOURS}
    return render(request, "web/front.html", context)


@login_not_required
@require_safe
def sealed(request: HttpRequest) -> HttpResponse:
    """What we can promise about who told, and what we cannot."""
    return render(request, "web/sealed.html", {"narrow": True, "duty_phone": public_number(None)})


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How to report, how to come back, how to leave quickly."""
    return render(request, "web/guide.html", {"narrow": True, "duty_phone": public_number(None)})


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: an ordinary page instead of ours, and nothing of ours kept by the browser."""
    response = redirect("calendar")
    if request.is_secure():  # elsewhere browsers refuse the header with an error in their console
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.delete_cookie(displays.COOKIE)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """An ordinary page to land on: this month's calendar. It names neither us nor what we do."""
    today = clock.today()
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(today.year, today.month)
    return render(request, "web/calendar.html", {"weeks": weeks, "today": today})


@login_not_required
@csrf_exempt  # sets nothing but the look of pages, and only for requests of our own pages (see below)
@require_POST
def keep_display(request: HttpRequest) -> HttpResponse:
    """*Lưu cách hiển thị*: the one cookie of the public side."""
    back = request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none") and not displays.is_quiet(back):
        choice = displays.chosen(request.POST.get("theme"), request.POST.get("size"), displays.of(request))
        response.set_cookie(
            displays.COOKIE, choice.text, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the house can store: one heartbeat row, written at most once a second; else 503."""
    if time.monotonic() - _last_beat[0] >= 1:
        try:
            beat("healthz")
        except DatabaseError:
            return HttpResponse("cannot store\n", status=503, content_type="text/plain")
        _last_beat[0] = time.monotonic()
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may show the front and the help pages; everything else is nobody's business."""
    lines = ("User-agent: *", "Disallow: /bao-tin/", "Disallow: /tin/", "Disallow: /k/", "Disallow: /can-bo/")
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain", headers={"Cache-Control": "max-age=3600"})
