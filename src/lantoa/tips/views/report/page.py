"""Drawing the page a person is at."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.kit import display as displays
from lantoa.links.queries import spot_of
from lantoa.places.queries import public_number
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import LASTS, Answers
from lantoa.tips.queries.status import unit_words
from lantoa.tips.views.report import check, contact, danger, keep, more, place, urgent, what
from lantoa.tips.views.report.step import Errors, Step

STEPS: dict[str, Step] = {
    "danger": danger,
    "urgent": urgent,
    "what": what,
    "place": place,
    "keep": keep,
    "contact": contact,
    "more": more,
    "check": check,
}


def first(request: HttpRequest, place: str) -> Answers:
    """The answers of whoever opens the form, at a commune's code or the signs of a printed link."""
    answers, spot = Answers(), spot_of(place) if place else None
    shown = displays.of(request)
    answers.theme, answers.size = shown.theme, shown.size
    if spot is not None:
        answers.home, answers.home_name, answers.home_area = spot.unit.pk, unit_words(spot.unit), spot.area
        answers.area = spot.area
    answers.home_phone = public_number(spot.unit if spot else None)
    return answers


def draw(request: HttpRequest, answers: Answers, errors: Errors | None = None, **more: Any) -> HttpResponse:
    """The page at which the answers stand, sealed answers inside."""
    shown = STEPS[answers.step].show(request, answers)
    request.display = displays.Display(answers.theme, answers.size)  # type: ignore[attr-defined]
    context = {
        "answers": answers,
        "errors": errors or {},
        "ticket": ticket.seal("report", answers.packed(), lasts=LASTS),
        "display_form": "buoc-f",
        "narrow": True,
        "unit_name": answers.home_name,
        "duty_phone": answers.home_phone,
        **shown,
        **more,
    }
    return render(request, f"tips/report/{answers.step}.html", context)
