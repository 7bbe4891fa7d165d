"""The one address of a receipt: look it up, or act on the thread that the sealed token names."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lantoa.conversations.models import Thread
from lantoa.kit import display as displays
from lantoa.media.forms import drop_uploads
from lantoa.tips.actions import resident
from lantoa.tips.actions.move import TooLate, WrongMove
from lantoa.tips.logic import ticket
from lantoa.tips.queries import status as reading
from lantoa.tips.states import Helped, State
from lantoa.tips.views.status import look_up, page
from lantoa.tips.views.status.say import say


@login_not_required
@csrf_exempt  # no session stands behind these pages; their authority is the receipt, then a sealed token
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Look a receipt up, or act on the thread that the sealed token names."""
    if request.method != "POST":
        return look_up.asked(request)
    if "t" not in request.POST:
        drop_uploads(request)
        return look_up.looked_up(request)
    try:
        held = ticket.unseal("status", request.POST["t"])
    except (ticket.TicketClosed, ticket.TicketBroken):
        drop_uploads(request)
        return look_up.asked(request, closed=True)
    thread = reading.by_public_id(held["thread"])
    if thread is None:
        return look_up.asked(request, closed=True)
    shown = displays.chosen(request.POST.get("theme"), request.POST.get("size"), displays.read(held["display"]))
    request.display = shown  # type: ignore[attr-defined]
    go, _dot, chosen = request.POST.get("go", "").partition(":")
    if go == "say":
        return say(request, thread, held["nonce"])
    return _acted(request, thread, ACTS[go], chosen) if go in ACTS else page.draw(request, thread)


def _acted(request: HttpRequest, thread: Thread, act: Act, chosen: str) -> HttpResponse:
    try:
        done = act(thread, chosen)
    except (WrongMove, TooLate):
        done = _("Tin vừa có thay đổi. Xem lại bên dưới.")
    return page.draw(request, reading.by_public_id(thread.public_id) or thread, done=done)


def _withdraw(thread: Thread, chosen: str) -> str:
    resident.withdraw(thread=thread, tip=reading.tip_of(thread))
    return ""


def _rate(thread: Thread, chosen: str) -> str:
    tip = reading.tip_of(thread)
    if tip is None or chosen not in Helped.values:
        return ""
    resident.rate(tip=tip, helped=Helped(chosen))
    return _("Đã mở lại, công an sẽ kiểm tra thêm.") if tip.state == State.CHECKING else _("Cảm ơn đã trả lời.")


Act = Callable[[Thread, str], str]
ACTS: dict[str, Act] = {"withdraw": _withdraw, "helped": _rate}
