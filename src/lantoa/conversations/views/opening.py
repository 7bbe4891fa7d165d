"""Opening who a reporter is: the asker's page of one matter, and the second person's list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import identity
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import threads
from lantoa.conversations.queries.openings import in_words, told_inspector, waiting_for
from lantoa.vault import actions as vault
from lantoa.vault.forms import OpeningForm
from lantoa.vault.models import Opening
from lantoa.vault.queries import decided_by_me, for_officer, news_for, reason_of, usable
from lantoa.vault.rules import may_ask, settled_to_ask


def _thread(request: StaffRequest, public_id: str) -> Thread:
    thread = threads.by_public_id(request.actor, public_id)
    if thread is None or not may_ask(request.actor):
        raise Http404
    return thread


@never_cache
def one(request: StaffRequest, public_id: str) -> HttpResponse:
    """Ask with a reason; after the second person's consent, look. GET shows where it stands."""
    thread = _thread(request, public_id)
    form = OpeningForm(request.POST if request.POST.get("go") == "ask" else None)
    shown = None
    if request.POST.get("go") == "look":
        shown = _look(request, thread)
    elif form.is_bound and form.is_valid() and _asked(request, thread, form):
        return redirect("identity", public_id)
    openings = [(row, reason_of(row)) for row in for_officer(request.actor, thread.n)]
    known = thread.correspondent is not None and bool(thread.correspondent.address)
    context = {"thread": thread, "form": form, "openings": openings, "known": known, "shown": shown,
               "usable": usable(request.actor, thread.n), "settled": settled_to_ask(request.actor)}  # fmt: skip
    return render(request, "conversations/identity.html", context, status=422 if form.errors else 200)


def _asked(request: StaffRequest, thread: Thread, form: OpeningForm) -> bool:
    held = form.cleaned_data
    try:
        identity.ask(
            by=request.actor,
            thread=thread,
            reason=held["reason"],
            delay_until=held.get("moment"),
            ground=held["ground"],
        )
    except (NotAllowed, vault.NotAllowed, identity.NobodyKnown):
        raise Http404 from None
    except vault.TooNew:
        form.add_error("reason", _("Chức vụ của mình chưa đủ 7 ngày nên chưa xin được. Nhờ đồng đội trong đơn vị xin."))
        return False
    except vault.ReasonMissing:
        form.add_error("reason", _("Ghi rõ hơn: phải biết để làm việc gì, vì sao không hỏi qua tin được."))
        return False
    except vault.GroundMissing:
        form.add_error("ground", _("Báo muộn thì ghi cả căn cứ và ngày hết hạn."))
        return False
    messages.success(request, _("Đã xin. Một người ở đơn vị khác hoặc thanh tra phải đồng ý."), "ok")
    return True


def _look(request: StaffRequest, thread: Thread) -> identity.Identity | None:
    opening = usable(request.actor, thread.n)
    if opening is None:
        raise Http404
    try:
        return identity.show(by=request.actor, thread=thread, opening=opening)
    except vault.TooLate:
        messages.error(request, _("Hết 24 giờ được xem. Phải xin lại."), "danger")
    except identity.NobodyKnown:
        messages.error(request, _("Không còn giữ gì về người này."), "danger")
    return None


@never_cache
def decide(request: StaffRequest) -> HttpResponse:
    """The second person: sees who asks, from where and why; nothing of the matter itself."""
    if not request.actor.may("opening.consent"):
        raise Http404
    if request.method == "POST":
        opening = get_object_or_404(waiting_for(request.actor), ref=request.POST.get("ref", ""))
        _decided(request, opening, agreed=request.POST.get("go") == "yes")
        return redirect("openings")
    told = list(told_inspector(request.actor))
    context = {
        "waiting": in_words(waiting_for(request.actor), request.actor),
        "done": in_words(decided_by_me(request.actor)[:20], request.actor),
        "all": in_words(told, request.actor),
    }
    if request.actor.may("inspect"):
        vault.see_news(by=request.actor, shown=told)
    return render(request, "conversations/openings.html", context)


@require_safe
@never_cache
def news(request: StaffRequest) -> HttpResponse:
    """The inspectorate's mark in the frame, asked for again and again while a page is open: 204 when nothing is new."""
    if not request.actor.may("inspect"):
        raise Http404
    n = news_for(request.actor)
    return render(request, "conversations/_opening_news.html", {"n": n}) if n else HttpResponse(status=204)


def _decided(request: StaffRequest, opening: Opening, *, agreed: bool) -> None:
    try:
        identity.decide(by=request.actor, opening=opening, agreed=agreed)
    except (NotAllowed, vault.NotAllowed):
        raise Http404 from None
    except vault.TooLate:
        messages.error(request, _("Người khác đã quyết trước, hoặc hết hạn."), "warn")
    else:
        words = _("Đã đồng ý. Người xin được xem trong 24 giờ.") if agreed else _("Đã ghi là không đồng ý.")
        messages.success(request, words, "ok")
