"""The report form: pages are answers to POST, everything said so far travels in one sealed field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.journal.logic import reporter
from lantoa.kit import clock, idnumbers, keys, words
from lantoa.kit import display as displays
from lantoa.links.queries import spot_of
from lantoa.media.actions import WaitedTooLong
from lantoa.media.forms import drop_uploads
from lantoa.media.logic import shelf
from lantoa.media.logic.refusals import SENTENCES
from lantoa.media.logic.take import Taken as File
from lantoa.media.queries import file_by_ref
from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.tips.actions.report import send
from lantoa.tips.forms.report import Errors, read_step
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import BY_VALUE, CHOICES, LASTS, Answers
from lantoa.tips.logic.pictures import receipt_picture
from lantoa.tips.models import Tip
from lantoa.tips.queries.arrivals import arrival_of
from lantoa.tips.queries.status import unit_words
from lantoa.tips.queries.where import Place, meant
from lantoa.tips.views import pace

SAME_RECEIPT = timedelta(minutes=10)


@login_not_required
@csrf_exempt  # no session stands behind these pages; their authority is the sealed field
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, place: str = "") -> HttpResponse:
    """One page of the form. ``place`` is a commune's code or the signs of a printed link."""
    if request.method != "POST":
        return _page(request, _first(request, place), {})
    answers = _answers(request)
    if answers is None:
        drop_uploads(request)
        return render(request, "tips/report/closed.html", {"narrow": True}, status=410)
    go = request.POST.get("go", "stay" if "bo" in request.POST else "next")
    if go == "drop":
        return _dropped(answers)
    errors = read_step(request, answers)
    if go == "send":
        return _page(request, answers, errors) if errors else _sent(request, answers)
    if go == "next" and errors:
        typed = {"typed_date": request.POST.get("ngay_khac", "")[:20]} if "ngay_khac" in errors else {}
        return _page(request, answers, errors, **typed)
    if go == "next" and answers.step == "where" and (places := _unsure(answers)):
        return _page(request, answers, {}, places=places)
    if go not in ("display", "stay"):
        answers.go(go.removeprefix("edit:"))
        errors = {}
    return _page(request, answers, errors if "tep" in errors else {})


def _answers(request: HttpRequest) -> Answers | None:
    """What was answered so far, with the display chosen now; nothing when the field is old or not ours."""
    try:
        answers = Answers.unpacked(ticket.unseal("report", request.POST.get("tin", "")))
    except (ticket.TicketClosed, ticket.TicketBroken):
        return None
    before = displays.Display(answers.theme, answers.size)
    shown = displays.chosen(request.POST.get("theme"), request.POST.get("size"), before)
    answers.theme, answers.size = shown.theme, shown.size
    return answers


def _unsure(answers: Answers) -> list[Place]:
    """Places the words may mean, asked once; a clear one is taken and shown on the last page."""
    if answers.unit or answers.area or answers.point or answers.asked_place == answers.place:
        return []
    clear, several = meant(answers.place, answers.home)
    if clear is not None:
        answers.unit, answers.area = clear.unit.pk, clear.area.pk if clear.area else None
    answers.asked_place = answers.place
    return several


def _first(request: HttpRequest, place: str) -> Answers:
    answers, spot = Answers(), spot_of(place) if place else None
    shown = displays.of(request)
    answers.theme, answers.size = shown.theme, shown.size
    if spot is not None:
        answers.home, answers.home_name, answers.home_area = spot.unit.pk, unit_words(spot.unit), spot.area
        answers.area = spot.area
    return answers


def _page(request: HttpRequest, answers: Answers, errors: Errors, **more: Any) -> HttpResponse:
    if answers.step in ("check", "urgent") and not answers.receipt:
        drawn = receipts.draw()
        answers.receipt = {"digits": drawn.digits, "lookup": drawn.lookup.hex(), "nonce": drawn.nonce}
    request.display = displays.Display(answers.theme, answers.size)  # type: ignore[attr-defined]
    context = {
        "answers": answers,
        "errors": errors,
        "ticket": ticket.seal("report", answers.packed(), lasts=LASTS),
        "display_form": "buoc-f",
        "narrow": True,
        "unit_name": answers.home_name,
        **_around(answers),
        **more,
    }
    return render(request, f"tips/report/{answers.step}.html", context)


def _around(answers: Answers) -> dict[str, Any]:
    """What a page needs beside the answers."""
    if answers.step == "what":
        return {"choices": CHOICES}
    if answers.step == "where":
        known = answers.unit or answers.home
        areas = Area.objects.filter(unit=known).order_by("name") if known else []
        return {"units": units_in_force().order_by("name"), "areas": areas}
    if answers.step == "when":
        return {"typed_date": words.day(date.fromisoformat(answers.date)) if answers.date else ""}
    if answers.step in ("files", "check"):
        found: dict[str, Any] = {"files": [File.unpacked(held) for held in answers.files]}
        if answers.step == "check":
            area = Area.objects.select_related("unit").filter(pk=answers.area).first() if answers.area else None
            chosen = units_in_force().filter(pk=answers.unit or answers.home or 0).first()
            unit = area.unit if area else chosen
            found |= {"choice": BY_VALUE.get(answers.choice), "area": area, "unit": unit,
                      "masked": idnumbers.masked(answers.words), "when": answers.when_words()}  # fmt: skip
        return found
    return {}


def _dropped(answers: Answers) -> HttpResponse:
    for held in answers.files:
        shelf.forget_waiting(held["ref"])
    return HttpResponseRedirect(f"/{displays.Display(answers.theme, answers.size).query}")


def _sent(request: HttpRequest, answers: Answers) -> HttpResponse:
    if not answers.receipt:
        return _page(request, answers, {})
    if not (answers.whole_text() or answers.place or answers.files):
        answers.step = "urgent" if answers.danger == "now" else "what"
        return _page(request, answers, {"ke": _("Kể việc đã xảy ra, một câu cũng được")})
    if pace.must_answer(request, "report", pace.REPORTS):
        return _page(request, answers, {}, sum=pace.asked())
    try:
        taken, tip, drawn = _taken(answers)
    except WaitedTooLong:
        answers.files, answers.step = [], "files"
        return _page(request, answers, {"tep": str(SENTENCES["gone"])})
    message = taken.message
    request.display = displays.Display(answers.theme, answers.size)  # type: ignore[attr-defined]
    context = {"narrow": True, "unit_name": answers.home_name, "urgent": answers.danger == "now",
               "at": message.at if message else clock.now(), "has_tip": tip is not None}  # fmt: skip
    if message is not None and clock.now() - message.at <= SAME_RECEIPT:
        context |= {"groups": drawn.in_groups().split(), "picture": picture_field(drawn.digits)}
    return render(request, "tips/report/sent.html", context)


def _taken(answers: Answers) -> tuple[intake.Taken, Tip | None, receipts.Drawn]:
    """Send what was answered; a page sent again with other words becomes one more message. Raises WaitedTooLong."""
    held = answers.receipt
    drawn = receipts.Drawn(held["digits"], bytes.fromhex(held["lookup"]), held["nonce"])
    files = [File.unpacked(one) for one in answers.files]
    prepared = intake.prepare(arrival_of(answers), receipt=drawn)
    taken, tip = send(by=reporter("form"), prepared=prepared, taken=files)
    if taken.again and taken.thread is not None and _says_more(taken.thread, prepared, files):
        more = _further(prepared, taken.thread, files)
        fresh_files = [one for one in files if file_by_ref(one.ref) is None]
        taken, tip = send(by=reporter("form"), prepared=more, taken=fresh_files)
        drawn = more.receipt if taken.new and more.receipt is not None else drawn
    return taken, tip, drawn


def _says_more(thread: Thread, prepared: intake.Prepared, files: Sequence[File]) -> bool:
    """Whether a page that was sent before comes again with other words or files (the first answer never arrived)."""
    told = [one.text for one in sealed.said(thread, notes=False) if one.message.direction == "in"]
    return prepared.arrival.text not in told or any(file_by_ref(one.ref) is None for one in files)


def _further(prepared: intake.Prepared, thread: Thread, files: Sequence[File]) -> intake.Prepared:
    """The same page as one more message of the matter it began, or as a matter of its own where it must be one."""
    arrival = prepared.arrival
    event = event_of(arrival.external_id, f"{arrival.text}\n{arrival.place}", files)
    more = replace(prepared, arrival=replace(arrival, external_id=event, mode=thread.mode, to_thread=thread.n))
    return intake.apart(more, receipts.draw()) if intake.starts_apart(more, thread) else more


def event_of(nonce: str, text: str, files: Sequence[File]) -> str:
    """What one press of *Gửi* is known by: the same words pressed twice are one event, other words are another."""
    told = "|".join([text, *(f"{one.sha256 or one.ref}" for one in files)])
    return f"{nonce}-{keys.hashed('sent/1', told).hex()[:16]}"


def picture_field(digits: str) -> str:
    """The sealed field behind *Tải hình mã*."""
    return ticket.seal("picture", {"digits": digits}, lasts=SAME_RECEIPT)


@login_not_required
@csrf_exempt  # the sealed field is the authority
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """*Tải hình mã*: the receipt as a picture, for ten minutes."""
    try:
        digits = ticket.unseal("picture", request.POST.get("ma_kin", ""))["digits"]
    except (ticket.TicketClosed, ticket.TicketBroken):
        return render(request, "tips/report/closed.html", {"narrow": True, "sent": True}, status=410)
    return HttpResponse(
        receipt_picture(receipts.grouped(digits)),
        content_type="image/png",
        headers={"Content-Disposition": 'attachment; filename="ma.png"', "Cache-Control": "no-store"},
    )
