"""Search by words on one's own desks. A plate, phone or ID number goes to the page that asks for a purpose."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import read
from lantoa.conversations.logic import searches
from lantoa.conversations.queries import rows, search, threads
from lantoa.kit import paging, slots
from lantoa.kit.doors import needs


@needs("read")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: StaffRequest) -> HttpResponse:
    """GET asks for words; POST takes them, so that they stand in no address, history or log, and leads to what fits."""
    if request.method != "POST":
        return render(request, "conversations/search.html", {"q": ""})
    typed = request.POST.get("q", "").strip()[:120]
    if numbered := slots.render("search.number", request.actor, typed=typed):
        return redirect(numbered)
    if search.looks_personal(typed):
        return redirect("search-number")  # the number is typed again there, with a purpose
    if not typed:
        return redirect("search")
    read.searched(by=request.actor, typed=typed)
    return redirect("search-found", sign=searches.keep(request.session, request.actor.id, {"q": typed}))


@needs("read")
@require_safe
def found(request: StaffRequest, sign: str) -> HttpResponse:
    """Threads that hold all the words of one search, a page of them."""
    held = searches.kept(request.session, request.actor.id, sign)
    if held is None:
        return redirect("search")
    listed = f"search/{request.actor.id}"
    place = paging.opened(listed, request.GET.get("sau", ""))
    before = place[0] if place else None
    found_here, last = search.page(request.actor, held["q"], before=before, limit=threads.PAGE)
    older = f"?{urlencode({'sau': paging.sealed(listed, (last,))})}" if last else ""
    context = {"q": held["q"], "rows": rows.rows_of(found_here), "older": older}
    return render(request, "conversations/search.html", context)
