"""*Is somebody in danger now?*: one press."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report.step import Errors
from lantoa.tips.views.report.step import nothing as show

__all__ = ["after", "read", "show"]


def read(request: HttpRequest, answers: Answers) -> Errors:
    """The pressed answer."""
    pressed = request.POST.get("nguy", "")
    answers.danger = pressed if pressed in ("now", "past") else answers.danger
    return {} if answers.danger else {"nguy": _("Chọn một: đang xảy ra, hay việc đã qua")}


def after(answers: Answers) -> str:
    """An emergency has one page and no more."""
    return "urgent" if answers.danger == "now" else "what"
