"""Looking for a plate or a phone: a purpose first, one's own desks, 90 days, a line for the inspector."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import read
from lantoa.conversations.logic import searches
from lantoa.conversations.queries import sealed
from lantoa.conversations.queries.threads import TAKEN_BACK, visible_to
from lantoa.kit.doors import needs

PAGE = "conversations/purpose.html"


@needs("read")
def purpose(request: StaffRequest) -> HttpResponse:
    """GET asks for the number and the purpose; POST searches and leads to what was found."""
    typed, why = request.POST.get("so", "")[:60], request.POST.get("muc-dich", "")[:300]
    if request.method != "POST":
        return render(request, PAGE)
    try:
        found = read.search_number(by=request.actor, typed=typed, purpose=why)
    except read.NoPurpose:
        fault = _("Ghi rõ tìm để làm gì, một câu (từ 10 chữ cái).")
    except read.NotANumber:
        fault = _("Ghi biển số như 65B1 123.45 hoặc số điện thoại đủ số.")
    else:
        held = {"so": typed, "why": why, "found": [thread.n for thread in found]}
        return redirect("search-number-found", sign=searches.keep(request.session, request.actor.id, held))
    return render(request, PAGE, {"typed": typed, "why": why, "fault": fault}, status=422)


@needs("read")
@require_safe
def found(request: StaffRequest, sign: str) -> HttpResponse:
    """What that search found, as far as this person may still see it. Not a search of its own: it finds nothing new."""
    held = searches.kept(request.session, request.actor.id, sign)
    if held is None:
        return redirect("search-number")
    threads = visible_to(request.actor).exclude(TAKEN_BACK).filter(n__in=held["found"])
    cards = sealed.cards(list(threads.select_related("desk", "area", "owner").order_by("-n")))
    return render(request, PAGE, {"typed": held["so"], "why": held["why"], "cards": cards})
