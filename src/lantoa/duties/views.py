"""The bell: a piece that asks every few seconds, and the button that takes a ring over."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.duties import actions, rules
from lantoa.duties.forms import NumberForm
from lantoa.duties.queries import accepted_lately, bunched, ringing
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
    return {"bunches": bunched(rings), "seen": f"{len(rings)}.{rings[-1].pk if rings else 0}"}


def bell(actor: Actor, **_ids: object) -> SafeString:
    """The slot ``staff.bell``: nothing for whoever is not on duty."""
    if not rules.may_hear(actor):
        return SafeString("")
    return SafeString(render_to_string("duties/bell.html", {"n": ringing(actor).count()}))


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
    """Take a bunch over by name."""
    ids = [sent.number(mark) for mark in request.POST.get("rings", "").split(",")[:MOST]]
    try:
        taken = actions.accept(by=request.actor, rings=ids)
    except actions.NotAllowed:
        raise Http404 from None
    except actions.TooLate as late:
        messages.warning(request, _("%(name)s đã nhận trước một chút.") % {"name": late.name}, "warn")
    else:
        words = _("Đã nhận %(n)d tin khẩn. Tên người nhận được ghi lại.") % {"n": len(taken)}
        messages.success(request, words, "ok")
    back = request.POST.get("next", "")
    safe = back.startswith("/can-bo/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "rings")


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
