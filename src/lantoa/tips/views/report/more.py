"""What need not be told: when, what they looked like, files, and who should not know."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from lantoa.kit import words
from lantoa.media.forms import take_uploads
from lantoa.media.logic import kinds, shelf
from lantoa.media.logic.take import Taken as File
from lantoa.tips.logic.answers import DAYS, Answers, parsed_date
from lantoa.tips.views.report.step import Errors, text


def read(request: HttpRequest, answers: Answers) -> Errors:
    """Everything may stay empty."""
    answers.looks = text(request.POST, "dang", 2_000)
    answers.not_notice = text(request.POST, "khong_biet", 200)
    answers.not_see = text(request.POST, "tranh", 200)
    return _read_time(request.POST, answers) | _read_files(request, answers)


def _read_time(post: QueryDict, answers: Answers) -> Errors:
    answers.day = post.get("ngay", "") if post.get("ngay") in DAYS else ""
    answers.hour = text(post, "gio", 60)
    typed = text(post, "ngay_khac", 20)
    answers.date = ""
    if not typed or answers.day not in ("other", ""):
        return {}
    day = parsed_date(typed)
    if day is None:
        return {"ngay_khac": _("Viết ngày như 14/10/2026, không nhớ thì để trống")}
    answers.day, answers.date = "other", day.isoformat()
    return {}


def _read_files(request: HttpRequest, answers: Answers) -> Errors:
    """Pictures, sound, clips: cleaned now, kept sealed until the report is sent."""
    gone = request.POST.get("bo", "")
    for held in [one for one in answers.files if one["ref"] == gone]:
        shelf.forget_waiting(held["ref"])
        answers.files.remove(held)
    room = kinds.MOST_FILES - len(answers.files)
    taken, refused = take_uploads(request, "tep", anonymous=answers.anonymous, most=room)
    answers.files += [one.packed() for one in taken]
    sentences = list(dict.fromkeys(one.sentence for one in refused))
    if sentences:
        return {"tep": " ".join(sentences)}
    if answers.by_voice and not answers.words and not answers.files:
        return {"tep": _("Chọn tệp tiếng nói, hoặc quay lại viết một câu")}
    return {}


def forget_files(answers: Answers) -> None:
    """Delete what was taken in and not sent."""
    for held in answers.files:
        shelf.forget_waiting(held["ref"])
    answers.files = []


def files_of(answers: Answers) -> list[File]:
    """The files taken in so far."""
    return [File.unpacked(held) for held in answers.files]


def show(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """The files taken in so far, and the day as it was typed."""
    known = words.day(date.fromisoformat(answers.date)) if answers.date else ""
    return {"files": files_of(answers), "typed_date": request.POST.get("ngay_khac", "")[:20] or known}


def after(answers: Answers) -> str:
    """Then it is read over and sent."""
    return "check"
