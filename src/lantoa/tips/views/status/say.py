"""Writing on: what the teller adds goes into the thread, or begins a matter of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.models import Thread
from lantoa.journal.logic import reporter
from lantoa.kit import clock
from lantoa.media.actions import WaitedTooLong
from lantoa.media.forms import drop_uploads, take_uploads
from lantoa.media.logic.refusals import SENTENCES
from lantoa.tips.actions.report import send
from lantoa.tips.queries import status as reading
from lantoa.tips.states import State
from lantoa.tips.views.report.receipt import picture_field
from lantoa.tips.views.report.sending import event_of
from lantoa.tips.views.report.step import story
from lantoa.tips.views.status import page


def _prepared(arrival: Arrival, thread: Thread) -> intake.Prepared:
    """With a receipt where it begins a matter of its own, as all does that comes after the other was taken back."""
    prepared = intake.prepare(arrival)
    if thread.chip == State.WITHDRAWN:
        return intake.apart(prepared, receipts.draw())
    if intake.starts_apart(prepared, thread) and prepared.receipt is None:
        return replace(prepared, receipt=receipts.draw())
    return prepared


def say(request: HttpRequest, thread: Thread, nonce: str) -> HttpResponse:
    """Words and files for this thread, or for a matter of its own with a receipt of its own."""
    text, long = story(request.POST)
    if long:
        drop_uploads(request)
        return page.draw(request, thread, errors={"ke": long}, typed=text)
    taken, refused = take_uploads(request, "tep", anonymous=thread.mode == "anonymous")
    errors = {"tep": " ".join(dict.fromkeys(one.sentence for one in refused))} if refused else {}
    if not text and not taken:
        return page.draw(request, thread, errors=errors or {"ke": _("Viết một câu, hoặc chọn hình")})
    arrival = Arrival(
        channel="web", text=text or "(gửi thêm tệp)", sent_at=clock.now(), external_id=event_of(nonce, text, taken),
        mode=thread.mode, unit=thread.desk.unit_id, to_thread=thread.n,
    )  # fmt: skip
    prepared = _prepared(arrival, thread)
    try:
        result, _tip = send(by=reporter(thread.public_id), prepared=prepared, taken=taken)
    except WaitedTooLong:
        return page.draw(request, thread, errors={"tep": str(SENTENCES["gone"])}, typed=text)
    more: dict[str, Any] = {"done": _("Đã gửi."), "errors": errors}
    if result.new and not result.again and prepared.receipt is not None:
        more |= {"own": prepared.receipt.in_groups().split(), "picture": picture_field(prepared.receipt.digits)}
    return page.draw(request, reading.by_public_id(thread.public_id) or thread, **more)
