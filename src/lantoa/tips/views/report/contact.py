"""A number to call, for *giữ kín* only; may stay empty."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.kit import phones
from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report.step import Errors, text
from lantoa.tips.views.report.step import nothing as show

__all__ = ["after", "read", "show"]


def read(request: HttpRequest, answers: Answers) -> Errors:
    """The number, and when it suits."""
    answers.phone = text(request.POST, "so", 40)
    answers.when_call = text(request.POST, "luc_goi", 200)
    if answers.phone and not phones.normal(answers.phone):
        return {"so": _("Số này chưa đúng. Viết như 0900 000 123, hoặc để trống")}
    return {}


def after(answers: Answers) -> str:
    """Back to the row of pages."""
    return "more"
