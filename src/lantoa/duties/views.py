"""The bell: a piece that asks every few seconds, and the button that takes a ring over."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.duties import actions, rules
from lantoa.duties.forms import NumberForm
from lantoa.duties.queries import Line, accepted_lately, accepted_now, bunched, ringing
from lantoa.journal.logic import Actor
from lantoa.kit import clock, sent
from lantoa.kit.doors import needs
from lantoa.places.actions import NoNumber, set_duty_phone
from lantoa.places.models import Unit
from lantoa.places.queries import duty_phone

MOST = 500
SHOWN_FOR = timedelta(hours=12)


def _state(actor: Actor) -> dict[str, object]:
    rings = list(ringing(actor))
    return {"bunches": bunched(rings, actor), "seen": f"{len(rings)}.{rings[-1].pk if rings else 0}"}


def bell(actor: Actor, **_ids: object) -> SafeString:
    """The slot ``staff.bell``: nothing for whoever is not on duty."""
    if not rules.may_hear(actor):
        return SafeString("")
    return SafeString(render_to_string("duties/bell.html", {"n": ringing(actor).count()}))


@require_safe
@never_cache
def rings(request: StaffRequest) -> HttpResponse:
    """What rings now; 204 when it is what the page shows already."""
    if not rules.may_hear(request.actor):
        raise Http404
    state = _state(request.actor)
    if request.htmx and request.GET.get("seen") == state["seen"]:
        return HttpResponse(status=204)
    page = "duties/_rings.html" if request.htmx else "duties/rings.html"
    if not request.htmx:
        state["mine"] = accepted_lately(request.actor, clock.now() - SHOWN_FOR)
    return render(request, page, state | {"actor": request.actor})


@require_POST
def accept(request: StaffRequest) -> HttpResponse:
    """Take one ring over by name, or all of a bunch.

    A bell that was answered inside another page stays there (a call half typed, an answer half written); without
    scripts the one matter that was taken is opened.
    """
    marks = request.POST.get("one") or request.POST.get("rings", "")
    refused, taken = "", []
    try:
        taken = actions.accept(by=request.actor, rings=[sent.number(mark) for mark in marks.split(",")[:MOST]])
    except actions.NotAllowed:
        raise Http404 from None
    except actions.TooLate as late:
        refused = _("%(name)s đã nhận trước một chút.") % {"name": late.name}
    lines = accepted_now(request.actor, taken)
    if request.htmx:
        more = {"refused": refused, "accepted": lines, "actor": request.actor}
        return render(request, "duties/_rings.html", _state(request.actor) | more)
    return _led_on(request, refused, lines)


def _led_on(request: StaffRequest, refused: str, lines: list[Line]) -> HttpResponse:
    if refused:
        messages.warning(request, refused, "warn")
    else:
        words = _("Đã nhận %(n)d tin khẩn. Tên người nhận được ghi lại.") % {"n": len(lines)}
        messages.success(request, words, "ok")
    matter = lines[0].matter if len(lines) == 1 else None
    return redirect(matter.address if matter else "rings")


@needs("duty.number")
@require_http_methods(["GET", "HEAD", "POST"])
def duty_number(request: StaffRequest) -> HttpResponse:
    """The number that residents of one's unit are told to call."""
    unit = Unit.objects.filter(pk=request.actor.unit or 0).first()
    if unit is None:
        raise Http404
    form = NumberForm(request.POST or None, initial={"number": unit.duty_phone})
    if request.method == "POST" and form.is_valid():
        try:
            set_duty_phone(by=request.actor, unit=unit, number=form.cleaned_data["number"])
        except NoNumber:
            form.add_error("number", _("Đây chưa phải số điện thoại. Ghi đủ số, có mã vùng, như 0292 3 xxx xxx"))
        else:
            messages.success(request, _("Đã lưu. Trang cho bà con dùng số này từ bây giờ."), extra_tags="ok")
            return redirect("duty-number")
    context = {"form": form, "unit": unit, "shown": duty_phone(unit)}
    return render(request, "duties/number.html", context, status=422 if form.errors else 200)
