"""What happened, behaviour first, and where: the page every report has."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.kit.collation import by_name
from lantoa.places.models import Area
from lantoa.places.queries import units_in_force
from lantoa.tips.logic.answers import BY_VALUE, CHOICES, Answers
from lantoa.tips.views.report import spot
from lantoa.tips.views.report.step import Errors, story


def read(request: HttpRequest, answers: Answers) -> Errors:
    """Only a sentence, or the wish to send a voice, must be there."""
    post = request.POST
    answers.choice = post.get("loai", "") if post.get("loai") in BY_VALUE else answers.choice
    answers.words, long = story(post)
    answers.by_voice = post.get("tieng") == "1"
    spot.read(post, answers)
    if long:
        return {"ke": long}
    return {} if answers.words or answers.by_voice else {"ke": _("Kể việc đã xảy ra, một câu cũng được")}


def show(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """What can be chosen: what happened, the areas of a known commune, the communes."""
    known = answers.unit or answers.home
    areas = by_name(Area.objects.filter(unit=known)) if known else []
    return {"choices": CHOICES, "units": by_name(units_in_force()), "areas": areas}


def after(answers: Answers) -> str:
    """Words that may mean several places are asked about, once."""
    return "place" if spot.unsure(answers) else "keep"
