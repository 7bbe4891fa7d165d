"""Opening one plate or phone of a message: a step of its own, with its line in the journal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lantoa.conversations.actions import read
from lantoa.conversations.queries import threads


def chip(request: HttpRequest, public_id: str, ref: str, what: str, index: int) -> HttpResponse:
    """GET says what opening means; POST opens and writes the line."""
    actor = request.actor  # type: ignore[attr-defined]
    thread = threads.by_public_id(actor, public_id)
    if thread is None or what not in ("plates", "phones"):
        raise Http404
    message = get_object_or_404(thread.messages, ref=ref)
    value = ""
    if request.method == "POST":
        try:
            value = read.chip(by=actor, thread=thread, message=message, what=what, index=index)
        except read.NothingThere as fault:
            raise Http404 from fault
    return render(request, "conversations/chip.html", {"thread": thread, "what": what, "value": value})
