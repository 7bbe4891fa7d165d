"""A file as it came: one that could not be made safe, or the original behind a cleaned one. A reason, a line, a
download."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import read
from lantoa.conversations.views.thread import fetched
from lantoa.kit.doors import needs
from lantoa.media.queries import FileGone, file_by_ref, shown


@needs("read")
@never_cache
def original(request: StaffRequest, public_id: str, ref: str) -> HttpResponse:
    """GET warns and asks for a reason; POST with one leads to the download."""
    thread = fetched(request, public_id)
    file = file_by_ref(ref)
    if file is None or file.owner != thread.n or not file.has_original:
        raise Http404
    why, fault = request.POST.get("ly-do", "")[:300], ""
    if request.method == "POST":
        try:
            return redirect(read.original(by=request.actor, thread=thread, file=file, reason=why))
        except read.NoPurpose:
            fault = "Ghi rõ mở để làm gì, một câu (từ 10 chữ cái)."
        except FileGone as gone:
            raise Http404 from gone
    context = {"thread": thread, "file": shown([file], request.actor.id)[0], "why": why, "fault": fault}
    return render(request, "conversations/original.html", context, status=422 if fault else 200)
