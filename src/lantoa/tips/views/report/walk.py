"""The form's one address: it walks from page to page and knows none of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lantoa.kit import display as displays
from lantoa.media.forms import drop_uploads
from lantoa.places.queries import public_number
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report import page, sending


@login_not_required
@csrf_exempt  # no session stands behind these pages; their authority is the sealed field
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, place: str = "") -> HttpResponse:
    """One page of the form. ``place`` is a commune's code or the signs of a printed link."""
    if request.method != "POST":
        return page.draw(request, page.first(request, place))
    answers = _answers(request)
    if answers is None:
        drop_uploads(request)
        closed = {"narrow": True, "duty_phone": public_number(None)}
        return render(request, "tips/report/closed.html", closed, status=410)
    go = request.POST.get("go", "stay" if "bo" in request.POST else "next")
    if go == "drop":
        return sending.dropped(answers)
    step = page.STEPS[answers.step]
    errors = step.read(request, answers)
    if go in ("send", "next") and errors:
        return page.draw(request, answers, errors)
    if go == "send":
        return sending.sent(request, answers)
    if go == "next":
        answers.go_on(step.after(answers))
        return page.draw(request, answers)
    return _elsewhere(request, answers, go, {name: why for name, why in errors.items() if name == "tep"})


def _elsewhere(request: HttpRequest, answers: Answers, go: str, errors: dict[str, str]) -> HttpResponse:
    """Back, to one page by name, or the same page anew; only what was wrong with a file is said again."""
    if go == "back":
        answers.go_back()
    elif go.startswith("edit:"):
        step, _dot, field = go.removeprefix("edit:").partition(".")
        answers.correct(step)
        return page.draw(request, answers, focus=field)
    return page.draw(request, answers, errors)


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
