"""Staff pages of printed links: the list, one link, its QR code, a sheet to print."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.journal.logic import Actor
from lantoa.links import actions
from lantoa.links.forms import ChangeForm, LinkForm
from lantoa.links.logic import qr_png, qr_svg
from lantoa.links.models import PrintedLink
from lantoa.links.queries import areas_of, links_of, scans_since, units_of
from lantoa.links.states import Target

MOST = 200
COPIES = 12


def _actor(request: HttpRequest) -> Actor:
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    if not actor.may("links.manage"):
        raise Http404
    return actor


def _found(request: HttpRequest, pk: int) -> PrintedLink:
    link = links_of(_actor(request)).filter(pk=pk).first()
    if link is None:
        raise Http404
    return link


def address_of(link: PrintedLink) -> str:
    """What is printed."""
    return f"{settings.PUBLIC_ADDRESS}/k/{link.signs}"


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """All links of one's unit and below, and a form for a new one."""
    actor = _actor(request)
    units = units_of(actor)
    form = LinkForm(request.POST or None, units=units, areas=areas_of(units))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            link = actions.make_link(
                by=actor, unit=cleaned["unit"], area=cleaned["area"], label=cleaned["label"],
                target=Target(cleaned["target"]),
            )  # fmt: skip
        except actions.WrongArea:
            form.add_error("area", _("Khu vực này thuộc đơn vị khác. Chọn lại khu vực"))
        else:
            messages.success(request, _("Đã làm liên kết. In tờ QR ở dưới."), extra_tags="ok")
            return redirect("link", link.pk)
    links = list(links_of(actor)[:MOST])
    scans = scans_since(links)
    rows = [(link, scans.get(link.pk, 0), address_of(link)) for link in links]
    return render(request, "links/list.html", {"rows": rows, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One link: where it leads, switched on or off, its code."""
    link = _found(request, pk)
    held = {"area": link.area_id, "label": link.label, "target": link.target, "active": link.active}
    units = units_of(_actor(request)).filter(pk=link.unit_id)
    form = ChangeForm(request.POST or None, initial=held, units=units, areas=areas_of(units))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        actions.change_link(
            by=_actor(request), link=link, area=cleaned["area"], label=cleaned["label"],
            target=Target(cleaned["target"]), active=cleaned["active"],
        )  # fmt: skip
        messages.success(request, _("Đã đổi. Mã đã in dẫn tới chỗ mới ngay bây giờ."), extra_tags="ok")
        return redirect("link", link.pk)
    context = {"link": link, "form": form, "address": address_of(link), "scans": scans_since([link]).get(link.pk, 0)}
    return render(request, "links/one.html", context)


@require_safe
def code(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The QR code as ``svg`` or ``png``."""
    address = address_of(_found(request, pk))
    if kind == "svg":
        return HttpResponse(qr_svg(address), content_type="image/svg+xml")
    if kind != "png":
        raise Http404
    saved = {"Content-Disposition": f'attachment; filename="qr-{address[-8:]}.png"'}
    return HttpResponse(qr_png(address), content_type="image/png", headers=saved)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A page to print: the code twelve times, with what it is for and the address as people type it."""
    link = _found(request, pk)
    address = address_of(link).removeprefix("https://")
    return render(request, "links/sheet.html", {"link": link, "address": address, "copies": range(COPIES)})
