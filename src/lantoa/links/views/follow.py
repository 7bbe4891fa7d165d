"""Following a printed link, and the staff pages that make, change and print them."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from lantoa.links.actions import count_scan
from lantoa.links.queries import link_by_signs
from lantoa.links.states import Target


@login_not_required
@require_safe
def follow(request: HttpRequest, signs: str) -> HttpResponse:
    """From eight printed signs to the page they lead to today. Old or unknown paper still leads somewhere useful."""
    link = link_by_signs(signs)
    if link is None or not link.active:
        return _to("/bao-tin/")
    if request.method == "GET":
        with suppress(DatabaseError):  # a count is never worth a person standing before a closed door
            count_scan(link=link)
    return _to({Target.STATUS: "/tin/", Target.HOME: "/"}.get(Target(link.target), f"/bao-tin/{link.signs}/"))


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
