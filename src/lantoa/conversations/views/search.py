"""Search by words on one's own desks. A plate, phone or ID number goes to the page that asks for a purpose."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import read
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import rows, search, threads
from lantoa.kit import paging
from lantoa.kit.doors import needs


@needs("read")
@require_safe
def words(request: StaffRequest) -> HttpResponse:
    """Threads that hold all the words; something shaped like a number of a person asks for a purpose first."""
    typed = request.GET.get("q", "").strip()[:120]
    if search.looks_personal(typed):
        return redirect("search-number")  # the number is typed again there: an address would keep it in logs
    found: list[Thread] = []
    listed = f"search/{request.actor.id}"
    if typed:
        place = paging.opened(listed, request.GET.get("sau", ""))
        if place is None:
            read.searched(by=request.actor, typed=typed)
        before = place[0] if place else None
        found = search.search(request.actor, typed, before=before, limit=threads.PAGE + 1)
    page = paging.cut(found, threads.PAGE, listed, lambda thread: (thread.n,))
    older = f"?{urlencode({'q': typed, 'sau': page.older})}" if page.older else ""
    return render(request, "conversations/search.html", {"q": typed, "rows": rows.rows_of(page.rows), "older": older})
