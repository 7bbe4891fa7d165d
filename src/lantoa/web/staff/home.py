"""The staff side's first page and the frame around every other one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.web.staff.rail import entries_for


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """To the person's own work: the first entry of their rail, else a page that says what to do."""
    from_rail = first_address(request)
    return redirect(from_rail) if from_rail else render(request, "web/staff_home.html")


def first_address(request: HttpRequest) -> str:
    """Where this person's work begins: the inspectorate's in the journal, else the first rail entry; or nothing."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.may("inspect"):
        return reverse("journal")
    return next((reverse(entry.url) for entry in entries_for(actor)), "") if actor is not None else ""
