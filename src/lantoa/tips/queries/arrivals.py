"""From the answers of the form to what the one intake takes."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from lantoa.conversations.actions.intake import wishes_of
from lantoa.conversations.logic.arrival import Arrival
from lantoa.kit import clock, phones
from lantoa.tips.logic.answers import BY_VALUE, Answers


def arrival_of(answers: Answers) -> Arrival:
    """The report as an arrival. A phone number is given only in *giữ kín*; nothing else names the person."""
    urgent = answers.danger == "now"
    by_link = urgent and answers.area == answers.home_area  # not chosen: the words may name another place
    choice = BY_VALUE.get(answers.choice)
    known = not answers.anonymous
    lat, _, lon = answers.point.partition(",")
    wishes = (
        ("Trả lời lúc nào, cách nào", answers.when_call),
        ("Ai không được biết", answers.not_notice),
        ("Ai không nên thấy", answers.not_see),
    )
    with translation.override(settings.LANGUAGE_CODE):  # officers read Vietnamese, whatever the page spoke
        told = answers.whole_text() or answers.place
    return Arrival(
        channel="web",
        text=told,
        told=answers.own_words() or answers.place or told.partition("\n")[0],
        over=answers.over,
        sent_at=clock.now(),
        external_id=answers.receipt["nonce"],
        unit=answers.home,
        address=(phones.normal(answers.phone) or "") if known and answers.phone else "",
        mode=answers.mode or "anonymous",
        kind="emergency" if urgent else choice.kind if choice else "",
        category=choice.category if choice else "",
        urgency="emergency" if urgent else "today" if answers.day == "now" else "",
        chosen_unit=answers.unit,
        area=None if by_link else answers.area,
        home_area=answers.home_area,
        point=(float(lat), float(lon)) if lon else None,
        place=answers.place,
        not_see=answers.not_see,
        wishes=wishes_of({label: said for label, said in wishes if said}),
    )
