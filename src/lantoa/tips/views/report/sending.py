"""The last press: the report is stored, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Kind
from lantoa.journal.logic import reporter
from lantoa.kit import clock, keys
from lantoa.kit import display as displays
from lantoa.media.actions import WaitedTooLong
from lantoa.media.logic.refusals import SENTENCES
from lantoa.media.logic.take import Taken as File
from lantoa.media.queries import file_by_ref
from lantoa.tips.actions.report import send
from lantoa.tips.logic.answers import Answers
from lantoa.tips.models import Tip
from lantoa.tips.queries.arrivals import arrival_of
from lantoa.tips.queries.promise import promise
from lantoa.tips.queries.status import unit_words
from lantoa.tips.views import pace
from lantoa.tips.views.report import more, page, receipt


def dropped(answers: Answers) -> HttpResponse:
    """*Bỏ, không gửi*: nothing stays."""
    more.forget_files(answers)
    return HttpResponseRedirect(f"/{displays.Display(answers.theme, answers.size).query}")


def sent(request: HttpRequest, answers: Answers) -> HttpResponse:
    """*Gửi*: store it and show the receipt, or the page that still needs something."""
    if not answers.receipt:
        return page.draw(request, answers)
    if not (answers.whole_text() or answers.place or answers.files):
        answers.step = "urgent" if answers.danger == "now" else "what"
        return page.draw(request, answers, {"ke": _("Kể việc đã xảy ra, một câu cũng được")})
    if pace.must_answer(request, "report", pace.REPORTS):
        return page.draw(request, answers, sum=pace.asked())
    try:
        taken, tip, drawn = _taken(answers)
    except WaitedTooLong:
        answers.files, answers.step = [], "more"
        return page.draw(request, answers, {"tep": str(SENTENCES["gone"])})
    return _receipt(request, answers, taken, tip, drawn)


def _receipt(
    request: HttpRequest, answers: Answers, taken: intake.Taken, tip: Tip | None, drawn: receipts.Drawn
) -> HttpResponse:
    message = taken.message
    request.display = displays.Display(answers.theme, answers.size)  # type: ignore[attr-defined]
    context = {"narrow": True, "unit_name": answers.home_name, "duty_phone": answers.home_phone,
               "at": message.at if message else clock.now()}  # fmt: skip
    if taken.thread is not None:
        urgent = taken.thread.kind == Kind.EMERGENCY
        context |= {"unit": unit_words(taken.thread.desk.unit), "urgent": urgent, "promise": promise(taken.thread, tip)}
    if message is not None and clock.now() - message.at <= receipt.SAME_RECEIPT:
        context |= {"groups": drawn.in_groups().split(), "picture": receipt.picture_field(drawn.digits)}
    return render(request, "tips/report/sent.html", context)


def _taken(answers: Answers) -> tuple[intake.Taken, Tip | None, receipts.Drawn]:
    """Send what was answered; a page sent again with other words becomes one more message. Raises WaitedTooLong."""
    drawn = receipt.of(answers)
    files = more.files_of(answers)
    prepared = intake.prepare(arrival_of(answers), receipt=drawn)
    taken, tip = send(by=reporter("form"), prepared=prepared, taken=files)
    if taken.again and taken.thread is not None and _says_more(taken.thread, prepared, files):
        again = _further(prepared, taken.thread, files)
        fresh_files = [one for one in files if file_by_ref(one.ref) is None]
        taken, tip = send(by=reporter("form"), prepared=again, taken=fresh_files)
        drawn = again.receipt if taken.new and again.receipt is not None else drawn
    return taken, tip, drawn


def _says_more(thread: Thread, prepared: intake.Prepared, files: Sequence[File]) -> bool:
    """Whether a page that was sent before comes again with other words or files (the first answer never arrived)."""
    told = [one.text for one in sealed.said(thread, notes=False) if one.message.direction == "in"]
    return prepared.arrival.text not in told or any(file_by_ref(one.ref) is None for one in files)


def _further(prepared: intake.Prepared, thread: Thread, files: Sequence[File]) -> intake.Prepared:
    """The same page as one more message of the matter it began, or as a matter of its own where it must be one."""
    arrival = prepared.arrival
    event = event_of(arrival.external_id, f"{arrival.text}\n{arrival.place}", files)
    further = replace(prepared, arrival=replace(arrival, external_id=event, mode=thread.mode, to_thread=thread.n))
    return intake.apart(further, receipts.draw()) if intake.starts_apart(further, thread) else further


def event_of(nonce: str, text: str, files: Sequence[File]) -> str:
    """What one press of *Gửi* is known by: the same words pressed twice are one event, other words are another."""
    told = "|".join([text, *(f"{one.sha256 or one.ref}" for one in files)])
    return f"{nonce}-{keys.hashed('sent/1', told).hex()[:16]}"
