"""The duty desk: one page, taken down while the caller talks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.delivery.queries.texting import text_account
from lantoa.kit import clock
from lantoa.tips.actions.desk import take_call
from lantoa.tips.forms.desk import CallForm
from lantoa.tips.logic import ticket
from lantoa.tips.logic.calls import BY_VALUE, HAPPENINGS, WANTS, whole_text
from lantoa.tips.queries import desk as around

LASTS = timedelta(hours=12)


def _field(request: StaffRequest, drawn: receipts.Drawn, called: str) -> str:
    held = {"digits": drawn.digits, "lookup": drawn.lookup.hex(), "nonce": drawn.nonce, "called": called}
    held["taker"] = request.actor.id
    return ticket.seal("desk", held, lasts=LASTS)


def _held(request: StaffRequest) -> tuple[receipts.Drawn, str]:
    """The receipt that was read out, from the page that came back to whoever opened it.

    Raises TicketBroken (also for somebody else's page: their receipt is read out to their caller), TicketClosed.
    """
    held = ticket.unseal("desk", request.POST.get("tin", ""))
    if held.get("taker") != request.actor.id:
        raise ticket.TicketBroken
    return receipts.Drawn(held["digits"], bytes.fromhex(held["lookup"]), held["nonce"]), held["called"]


def _page(request: StaffRequest, form: CallForm, drawn: receipts.Drawn, called: str, **more: Any) -> HttpResponse:
    unit = request.actor.unit
    context = {
        "form": form, "happenings": HAPPENINGS, "wants": WANTS, "digits": drawn.in_groups(),
        "opened": datetime.fromisoformat(called),
        "ticket": _field(request, drawn, called), "areas": around.own_areas(unit), "can_text": text_account(unit),
        **more,
    }  # fmt: skip
    return render(request, "tips/desk/page.html", context, status=422 if form.errors else 200)


@never_cache
def desk(request: StaffRequest) -> HttpResponse:
    """An empty page with a receipt to read out; a POST stores the call."""
    if not request.actor.may("duty"):
        raise Http404
    if request.method != "POST":
        return _page(request, CallForm(), receipts.draw(), clock.now().isoformat())
    form = CallForm(request.POST)
    try:
        drawn, called = _held(request)
    except (ticket.TicketBroken, ticket.TicketClosed):
        return _page(request, form, receipts.draw(), clock.now().isoformat(), late=True)
    if not form.is_valid():
        spots = around.spots(request.actor.unit, request.POST.get("where", "")[:300])
        return _page(request, form, drawn, called, spots=spots)
    return _stored(request, form.cleaned_data, drawn)


def _stored(request: StaffRequest, said: dict[str, Any], drawn: receipts.Drawn) -> HttpResponse:
    unit, area = said["unit"] or None, said["area"] or None
    account = text_account(request.actor.unit) if said["text_receipt"] else None
    prepared = intake.prepare(_arrival(request, said, drawn, unit, area), receipt=drawn)
    taken, tip = take_call(by=request.actor, prepared=prepared, drawn=drawn, account=account, number=said["number"])
    thread = taken.thread
    seen = thread is not None and thread.desk_id in request.actor.desks
    context = {"digits": drawn.in_groups(), "groups": drawn.in_groups().split(), "tip": tip if seen else None,
        "thread": thread if seen else None,
               "above": thread is not None and not seen, "texted": account and said["number"]}  # fmt: skip
    return render(request, "tips/desk/stored.html", context)


def _arrival(
    request: StaffRequest, said: dict[str, Any], drawn: receipts.Drawn, unit: int | None, area: int | None
) -> Arrival:
    happening = BY_VALUE[said["what"]]
    urgent = said["danger"] == "1"
    return Arrival(
        channel="hotline_note",
        text=whole_text(said["told"], said["when"], said["plates"]),
        told="\n".join(part for part in (said["told"], said["when"], said["plates"]) if part.strip()),
        sent_at=clock.now(),
        external_id=drawn.nonce,
        unit=request.actor.unit,
        address=said["number"],
        mode="anonymous" if said["wants"] == "unnamed" else "confidential",
        kind="emergency" if urgent else happening.kind,
        category=happening.category,
        urgency="emergency" if urgent else "",
        accuses=happening.kind == "complaint_about_police",
        chosen_unit=unit,
        area=area,
        place=said["where"],
    )


@require_POST
@never_cache
def surroundings(request: StaffRequest) -> HttpResponse:
    """While the officer types: places the words may mean, and matters that tell much the same.

    Asked by POST, so that neither story nor place stands in an address.
    """
    if not request.actor.may("duty"):
        raise Http404
    where, told = request.POST.get("where", "")[:300], request.POST.get("told", "")[:2000]
    spots = around.spots(request.actor.unit, where)
    chosen = request.POST.get("place", "") or next((spot.value for spot in spots if spot.sure), "")
    likely = around.likely(request.actor, f"{told} {where}")
    return render(request, "tips/desk/_around.html", {"spots": spots, "chosen": chosen, "likely": likely})
