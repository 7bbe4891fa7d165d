"""The one page of an emergency: what, where."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report.receipt import drawn_for
from lantoa.tips.views.report.spot import point
from lantoa.tips.views.report.step import Errors, story, text


def read(request: HttpRequest, answers: Answers) -> Errors:
    """One sentence is enough; nobody is asked how to be kept secret, so nothing is kept."""
    answers.words, long = story(request.POST)
    answers.place = text(request.POST, "noi", 300)
    answers.point = point(request.POST)
    answers.mode = answers.mode or "anonymous"
    if long:
        return {"ke": long}
    return {} if answers.words or answers.place else {"ke": _("Viết một câu: chuyện gì, ở đâu")}


def show(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """The receipt is drawn now: the same press twice is one report."""
    drawn_for(answers)
    return {}


def after(answers: Answers) -> str:
    """Nothing more is asked."""
    return "urgent"
