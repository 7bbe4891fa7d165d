"""Typing a receipt: one sentence for whatever is wrong with it, and a sum for whoever tries too often."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lantoa.conversations.logic import receipts, slow_receipts
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.threads import by_lookup, has_slow_receipts
from lantoa.places.queries import public_number
from lantoa.tips.views import pace
from lantoa.tips.views.status import page


def asked(request: HttpRequest, *, error: str = "", typed: str = "", closed: bool = False, **more: Any) -> HttpResponse:
    """The page that asks for a receipt; ``closed`` says that an open page was left for too long."""
    context = {"narrow": True, "error": error, "typed": typed, "closed": closed, **more}
    context["duty_phone"] = public_number(None)
    return render(request, "tips/status/look_up.html", context)


def looked_up(request: HttpRequest) -> HttpResponse:
    """The thread of the receipt that was typed, or the sentence that says what to do."""
    typed = request.POST.get("ma", "")[:60]
    digits = receipts.cleaned(typed)
    if not receipts.well_formed(digits):
        return asked(request, typed=typed, error=_("Mã có 16 số. Xem lại từng nhóm 4 số, có chỗ chép chưa đúng"))
    if pace.must_answer(request, "look-up", pace.LOOKUPS):
        return asked(request, typed=typed, sum=pace.asked())
    try:
        thread = _thread_of(request, digits)
    except (slow_receipts.Busy, pace.OneAtATime):
        return asked(request, typed=typed, error=_("Đang có nhiều người xem. Đợi vài giây rồi bấm Xem lại lần nữa"))
    if thread is None:
        return asked(request, typed=typed, error=_("Không tìm thấy tin với mã này. Xem lại từng nhóm 4 số"))
    return page.draw(request, thread)


def _thread_of(request: HttpRequest, digits: str) -> Thread | None:
    """Raises Busy, OneAtATime, only where receipts of before the fast look-up are left."""
    found = by_lookup(receipts.lookup_of(digits))
    if found is not None or not has_slow_receipts():
        return found
    with pace.turn(request):
        lookup = slow_receipts.lookup_of(digits)
    return by_lookup(lookup)
