"""*Is it one of these places?*: asked once, when the words may mean several."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report import spot
from lantoa.tips.views.report.step import Errors


def read(request: HttpRequest, answers: Answers) -> Errors:
    """The pressed place; another one, or none, leaves it to the words."""
    if "cho" in request.POST:
        unit, _dot, area = request.POST["cho"][:25].partition(".")
        spot.take(answers, unit, area)
        answers.asked_place = answers.place
    return {}


def show(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """The places, best first."""
    return {"places": spot.unsure(answers)}


def after(answers: Answers) -> str:
    """Back to the row of pages."""
    return "keep"
