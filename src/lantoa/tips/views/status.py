"""The status page: a receipt opens a two-way thread from any browser; nothing is learnt by guessing."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lantoa.accounts.queries import seen_all_the_same
from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.threads import by_lookup
from lantoa.journal.logic import reporter
from lantoa.kit import clock
from lantoa.kit import display as displays
from lantoa.media.actions import WaitedTooLong
from lantoa.media.forms import drop_uploads, take_uploads
from lantoa.media.logic.refusals import SENTENCES
from lantoa.places.queries import public_number
from lantoa.tips.actions import resident
from lantoa.tips.actions.move import TooLate, WrongMove
from lantoa.tips.actions.report import send
from lantoa.tips.logic import ticket
from lantoa.tips.models import Tip
from lantoa.tips.queries import status as reading
from lantoa.tips.queries.promise import promise
from lantoa.tips.states import Helped, State
from lantoa.tips.views import pace
from lantoa.tips.views.report.receipt import picture_field
from lantoa.tips.views.report.sending import event_of
from lantoa.tips.views.report.step import story
from lantoa.vault.queries import for_reporter

LASTS = timedelta(minutes=30)
OWN_THREAD = ("emergency", "complaint_about_police")


@login_not_required
@csrf_exempt  # no session stands behind these pages; their authority is the receipt, then a sealed token
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Look a receipt up, or act on the thread that the sealed token names."""
    if request.method != "POST":
        return _look_up_page(request)
    if "t" not in request.POST:
        drop_uploads(request)
        return _look_up(request)
    try:
        held = ticket.unseal("status", request.POST["t"])
    except (ticket.TicketClosed, ticket.TicketBroken):
        drop_uploads(request)
        return _look_up_page(request, closed=True)
    thread = reading.by_public_id(held["thread"])
    if thread is None:
        return _look_up_page(request, closed=True)
    shown = displays.chosen(request.POST.get("theme"), request.POST.get("size"), displays.read(held["display"]))
    request.display = shown  # type: ignore[attr-defined]
    return _act(request, thread, request.POST.get("go", "news"), held["nonce"])


def _look_up_page(
    request: HttpRequest, *, error: str = "", typed: str = "", closed: bool = False, **more: Any
) -> HttpResponse:
    context = {"narrow": True, "error": error, "typed": typed, "closed": closed, **more}
    context["duty_phone"] = public_number(None)
    return render(request, "tips/status/look_up.html", context)


def _look_up(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("ma", "")[:60]
    digits = receipts.cleaned(typed)
    if not receipts.well_formed(digits):
        return _look_up_page(
            request, typed=typed, error=_("Mã có 16 số. Xem lại từng nhóm 4 số, có chỗ chép chưa đúng")
        )
    if pace.must_answer(request, "look-up", pace.LOOKUPS):
        return _look_up_page(request, typed=typed, sum=pace.asked())
    try:
        with pace.turn(request):
            lookup = receipts.lookup_of(digits)
    except (receipts.Busy, pace.OneAtATime):
        return _look_up_page(
            request, typed=typed, error=_("Đang có nhiều người xem. Đợi vài giây rồi bấm Xem lại lần nữa")
        )
    thread = by_lookup(lookup)
    if thread is None:
        return _look_up_page(request, typed=typed, error=_("Không tìm thấy tin với mã này. Xem lại từng nhóm 4 số"))
    return _thread_page(request, thread)


def _thread_page(request: HttpRequest, thread: Thread, **more: Any) -> HttpResponse:
    tip, copy = reading.tip_of(thread), reading.copy_of(thread)
    shown = displays.of(request)
    request.display = shown  # type: ignore[attr-defined]
    held = {"thread": thread.public_id, "nonce": secrets.token_hex(12), "display": shown.text}
    context = {
        "narrow": True,
        "thread": thread,
        "tip": tip,
        **_said(thread, copy),
        "path": reading.path(tip, thread),
        "promise": promise(thread, tip),
        "unit_name": reading.unit_words(thread.desk.unit),
        "duty_phone": public_number(thread.desk.unit),
        "ticket": ticket.seal("status", held, lasts=LASTS),
        "display_form": "xem-f",
        **_offered(tip, thread, copy),
        "openings": for_reporter(thread.n, *([copy.thread_id] if copy else [])),
        "named_sees": seen_all_the_same(thread.n, *([copy.thread_id] if copy else [])),
        "errors": {},
        **more,
    }
    return render(request, "tips/status/thread.html", context)


def _offered(tip: Tip | None, thread: Thread, copy: Tip | None) -> dict[str, bool]:
    """What the person may do now."""
    withdrawn = thread.chip == State.WITHDRAWN
    return {
        "withdrawn": withdrawn,
        "may_withdraw": not withdrawn and resident.may_take_back(tip, copy),
        "may_rate": tip is not None and tip.state in (State.ANSWERED, State.CLOSED) and not tip.helped,
        "reopens": tip is not None and resident.may_reopen(tip),
    }


def _said(thread: Thread, copy: Tip | None) -> dict[str, Any]:
    """What was said, the newest first; an answer that nothing follows stands alone above everything."""
    lines = reading.lines(thread)
    if copy is not None:
        lines = sorted([*lines, *reading.lines_above(copy.thread)], key=lambda one: one.at, reverse=True)
    new = lines[0] if lines and lines[0].answer else None
    return {"answer": new, "lines": lines[1:] if new else lines}


def _act(request: HttpRequest, thread: Thread, go: str, nonce: str) -> HttpResponse:
    if go == "say":
        return _say(request, thread, nonce)
    if go == "news":
        return _thread_page(request, thread)
    tip = reading.tip_of(thread)
    done = ""
    try:
        if go == "withdraw":
            resident.withdraw(thread=thread, tip=tip)
        elif go.startswith("helped:") and tip is not None and go[7:] in Helped.values:
            resident.rate(tip=tip, helped=Helped(go[7:]))
            done = _("Đã mở lại, công an sẽ kiểm tra thêm.") if tip.state == State.CHECKING else _("Cảm ơn đã trả lời.")
    except (WrongMove, TooLate):
        done = _("Tin vừa có thay đổi. Xem lại bên dưới.")
    fresh = reading.by_public_id(thread.public_id)
    return _thread_page(request, fresh or thread, done=done)


def _prepared(arrival: Arrival, thread: Thread) -> intake.Prepared:
    """With a receipt where it begins a matter of its own, as all does that comes after the other was taken back."""
    prepared = intake.prepare(arrival)
    if thread.chip == State.WITHDRAWN:
        return intake.apart(prepared, receipts.draw())
    if intake.starts_apart(prepared, thread) and prepared.receipt is None:
        return replace(prepared, receipt=receipts.draw())
    return prepared


def _say(request: HttpRequest, thread: Thread, nonce: str) -> HttpResponse:
    text, long = story(request.POST)
    if long:
        drop_uploads(request)
        return _thread_page(request, thread, errors={"ke": long}, typed=text)
    taken, refused = take_uploads(request, "tep", anonymous=thread.mode == "anonymous")
    errors = {"tep": " ".join(dict.fromkeys(one.sentence for one in refused))} if refused else {}
    if not text and not taken:
        return _thread_page(request, thread, errors=errors or {"ke": _("Viết một câu, hoặc chọn hình")})
    arrival = Arrival(
        channel="web", text=text or "(gửi thêm tệp)", sent_at=clock.now(), external_id=event_of(nonce, text, taken),
        mode=thread.mode, unit=thread.desk.unit_id, to_thread=thread.n,
    )  # fmt: skip
    prepared = _prepared(arrival, thread)
    try:
        result, _tip = send(by=reporter(thread.public_id), prepared=prepared, taken=taken)
    except WaitedTooLong:
        return _thread_page(request, thread, errors={"tep": str(SENTENCES["gone"])}, typed=text)
    more: dict[str, Any] = {"done": _("Đã gửi."), "errors": errors}
    if result.new and not result.again and prepared.receipt is not None:
        more |= {"own": prepared.receipt.in_groups().split(), "picture": picture_field(prepared.receipt.digits)}
    return _thread_page(request, reading.by_public_id(thread.public_id) or thread, **more)
