"""Everything once more before it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lantoa.kit import idnumbers
from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.tips.logic.answers import BY_VALUE, Answers
from lantoa.tips.views.report.more import files_of
from lantoa.tips.views.report.receipt import drawn_for
from lantoa.tips.views.report.step import Errors


def read(request: HttpRequest, answers: Answers) -> Errors:
    """Nothing is asked here."""
    return {}


def show(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """The answers in words. The receipt is drawn now: the same press twice is one report."""
    drawn_for(answers)
    area = Area.objects.select_related("unit").filter(pk=answers.area).first() if answers.area else None
    chosen = units_in_force().filter(pk=answers.unit or answers.home or 0).first()
    return {
        "files": files_of(answers),
        "choice": BY_VALUE.get(answers.choice),
        "area": area,
        "unit": area.unit if area else chosen,
        "masked": idnumbers.masked(answers.words),
        "when": answers.when_words(),
    }


def after(answers: Answers) -> str:
    """Sending ends the walk."""
    return "check"
