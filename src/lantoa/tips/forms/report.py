"""Reading one page of the report form into the answers. Never loses what was typed, also when it is not right yet."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from lantoa.kit import phones
from lantoa.kit.text import clean_incoming
from lantoa.media.forms import take_uploads
from lantoa.media.logic import kinds, shelf
from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.tips.logic.answers import BY_VALUE, DAYS, Answers, parsed_date

Errors = dict[str, str]
MOST_WORDS = 10_000


def _text(post: QueryDict, name: str, limit: int = 500) -> str:
    return clean_incoming(post.get(name, ""), limit)


def danger(post: QueryDict, answers: Answers) -> Errors:
    """*Is somebody in danger now?*"""
    answers.danger = post.get("nguy", "") if post.get("nguy") in ("now", "past") else answers.danger
    return {} if answers.danger else {"nguy": _("Chọn một: đang xảy ra, hay việc đã qua")}


def urgent(post: QueryDict, answers: Answers) -> Errors:
    """The one page of an emergency: what, where."""
    answers.words = _text(post, "ke", MOST_WORDS)
    answers.place = _text(post, "noi", 300)
    answers.point = _point(post)
    answers.mode = answers.mode or "anonymous"
    return {} if answers.words or answers.place else {"ke": _("Viết một câu: chuyện gì, ở đâu")}


def what(post: QueryDict, answers: Answers) -> Errors:
    """What happened, behaviour first."""
    answers.choice = post.get("loai", "") if post.get("loai") in BY_VALUE else answers.choice
    answers.words = _text(post, "ke", MOST_WORDS)
    answers.by_voice = post.get("noi") == "1"
    errors: Errors = {}
    if not answers.choice:
        errors["loai"] = _("Chọn việc gần giống nhất, không chắc thì chọn “Việc khác”")
    if not answers.words and not answers.by_voice:
        errors["ke"] = _("Kể việc đã xảy ra, một câu cũng được")
    return errors


def _point(post: QueryDict) -> str:
    parts = post.get("vi_tri", "").split(",")
    try:
        lat, lon = (round(float(part), 5) for part in parts)
    except ValueError:
        return ""
    return f"{lat},{lon}" if -90 <= lat <= 90 and -180 <= lon <= 180 else ""


def where(post: QueryDict, answers: Answers) -> Errors:
    """Where: a commune and area from lists, words, or the phone's own position. All may stay empty."""
    unit, area = post.get("phuong", "")[:12], post.get("khu", "")[:12]
    answers.place = _text(post, "noi", 300)
    answers.point = _point(post)
    answers.unit = int(unit) if unit.isdecimal() and units_in_force().filter(pk=int(unit)).exists() else None
    answers.area = None
    chosen, _dot, part = post.get("cho", "")[:25].partition(".")
    if chosen.isdecimal() and not unit and units_in_force().filter(pk=int(chosen)).exists():
        answers.unit, area = int(chosen), part
    if area.isdecimal():
        found = Area.objects.filter(pk=int(area)).first()
        if found is not None and answers.unit in (None, found.unit_id):
            answers.area, answers.unit = found.pk, found.unit_id
    return {}


def when(post: QueryDict, answers: Answers) -> Errors:
    """When, and what they looked like."""
    answers.day = post.get("ngay", "") if post.get("ngay") in DAYS else ""
    answers.hour = _text(post, "gio", 60)
    answers.looks = _text(post, "dang", 2_000)
    typed = _text(post, "ngay_khac", 20)
    answers.date = ""
    if answers.day == "other" or (typed and not answers.day):
        day = parsed_date(typed) if typed else None
        if typed and day is None:
            return {"ngay_khac": _("Viết ngày như 14/10/2026, không nhớ thì để trống")}
        if day is not None:
            answers.day, answers.date = "other", day.isoformat()
    return {}


def keep(post: QueryDict, answers: Answers) -> Errors:
    """*Ẩn danh* or *giữ kín*, who must not see it, when we may call. Files follow only after this."""
    before = answers.mode
    answers.mode = post.get("cach", "") if post.get("cach") in ("anonymous", "confidential") else answers.mode
    typed = _text(post, "so", 40)
    answers.not_see = _text(post, "tranh", 200)
    answers.when_call = _text(post, "luc_goi", 200)
    answers.not_notice = _text(post, "khong_biet", 200)
    answers.phone = typed if answers.mode == "confidential" else ""
    if before == "confidential" and answers.mode == "anonymous":
        _forget_files(answers)  # taken in under the other promise, with their originals
    if not answers.mode:
        return {"cach": _("Chọn một cách: ẩn danh hay giữ kín")}
    if answers.phone and not phones.normal(answers.phone):
        return {"so": _("Số này chưa đủ. Viết như 0900 000 123, hoặc để trống")}
    return {}


def _forget_files(answers: Answers) -> None:
    for held in answers.files:
        shelf.forget_waiting(held["ref"])
    answers.files = []


def files(post: QueryDict, answers: Answers, request: HttpRequest) -> Errors:
    """Pictures, sound, clips: cleaned now, kept sealed until the report is sent."""
    gone = post.get("bo", "")
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


_PARSERS: dict[str, Callable[[QueryDict, Answers], Errors]] = {
    "danger": danger, "urgent": urgent, "what": what, "where": where, "when": when, "keep": keep,
}  # fmt: skip


def read_step(request: HttpRequest, answers: Answers) -> Errors:
    """Read the page that was posted (``answers.step``) into the answers. Returns a sentence for each field to correct."""
    if answers.step == "files":
        return files(request.POST, answers, request)
    parser = _PARSERS.get(answers.step)
    return parser(request.POST, answers) if parser else {}
