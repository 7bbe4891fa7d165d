"""Looking for a plate or a phone: a purpose first, one's own desks, 90 days, a line for the inspector."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lantoa.conversations.actions import read
from lantoa.conversations.queries import sealed


def purpose(request: HttpRequest) -> HttpResponse:
    """GET asks for the number and the purpose; POST searches."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.may("read"):
        raise Http404
    typed, why = request.POST.get("so", ""), request.POST.get("muc-dich", "")
    found, fault = None, ""
    if request.method == "POST":
        try:
            found = sealed.cards(read.search_number(by=actor, typed=typed[:60], purpose=why[:300]))
        except read.NoPurpose:
            fault = _("Ghi rõ tìm để làm gì, một câu (từ 10 chữ cái).")
        except read.NotANumber:
            fault = _("Ghi biển số như 65B1 123.45 hoặc số điện thoại đủ số.")
    context = {"typed": typed, "why": why, "cards": found, "fault": fault}
    return render(request, "conversations/purpose.html", context, status=422 if fault else 200)
