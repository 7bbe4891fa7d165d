"""The place of a report: a commune and area from lists, words, or the phone's own position. All may stay empty."""

from __future__ import annotations

from django.http import QueryDict

from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.tips.logic.answers import Answers
from lantoa.tips.queries.where import Place, meant
from lantoa.tips.views.report.step import text


def point(post: QueryDict) -> str:
    """The phone's position as ``10.03,105.78``; nothing when it is none."""
    parts = post.get("vi_tri", "").split(",")
    try:
        lat, lon = (round(float(part), 5) for part in parts)
    except ValueError:
        return ""
    return f"{lat},{lon}" if -90 <= lat <= 90 and -180 <= lon <= 180 else ""


def read(post: QueryDict, answers: Answers) -> None:
    """What was typed, chosen and located."""
    answers.place = text(post, "noi", 300)
    answers.point = point(post)
    take(answers, post.get("phuong", "")[:12], post.get("khu", "")[:12])


def take(answers: Answers, unit: str, area: str) -> None:
    """A commune and an area by their ids, as far as they are there and fit."""
    there = unit.isdecimal() and units_in_force().filter(pk=int(unit)).exists()
    answers.unit, answers.area = (int(unit) if there else None), None
    found = Area.objects.filter(pk=int(area)).first() if area.isdecimal() else None
    if found is not None and answers.unit in (None, found.unit_id):
        answers.area, answers.unit = found.pk, found.unit_id


def unsure(answers: Answers) -> list[Place]:
    """The places that the words may mean when it is not clear; a clear one is taken and shown on the last page."""
    if answers.unit or answers.area or answers.point or answers.asked_place == answers.place:
        return []
    clear, several = meant(answers.place, answers.home)
    if clear is not None:
        answers.unit, answers.area = clear.unit.pk, clear.area.pk if clear.area else None
    return several
