"""*Ẩn danh* or *giữ kín*: one press, and files are asked for only after it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.tips.logic.answers import Answers
from lantoa.tips.views.report.more import forget_files
from lantoa.tips.views.report.step import Errors
from lantoa.tips.views.report.step import nothing as show

__all__ = ["after", "read", "show"]


def read(request: HttpRequest, answers: Answers) -> Errors:
    """The pressed answer. A number given before goes with *ẩn danh*, and so do files taken under the other promise."""
    before, pressed = answers.mode, request.POST.get("cach", "")
    answers.mode = pressed if pressed in ("anonymous", "confidential") else before
    if answers.mode == "anonymous":
        answers.phone = answers.when_call = ""
        if before == "confidential":
            forget_files(answers)
    return {} if answers.mode else {"cach": _("Chọn một cách: ẩn danh hay giữ kín")}


def after(answers: Answers) -> str:
    """Only who chose *giữ kín* is asked for a number."""
    return "more" if answers.anonymous else "contact"
