"""What the duty desk sees while listening: which place is meant, and who else told the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from lantoa.accounts.models import Posting
from lantoa.accounts.queries import in_force
from lantoa.conversations.logic.tokens import token
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.queries.placing import typed_place
from lantoa.conversations.queries.sealed import Card
from lantoa.journal.logic import Actor
from lantoa.kit import clock, text
from lantoa.kit.collation import by_name
from lantoa.places.logic.address import SURE
from lantoa.places.models import Area, Unit
from lantoa.places.queries import unit_by_code
from lantoa.places.queries.finder import code_of, finder

MOST = 4
LIKE = 0.2
LOOK_AT = 150
HOURS = 72


@dataclass(frozen=True, slots=True)
class Spot:
    """A place the words may mean: what the form sends back, and how it is called."""

    value: str
    label: str
    officer: str
    sure: bool


def spots(unit_id: int | None, typed: str) -> list[Spot]:
    """At most four places, best first; the first is ``sure`` when it is taken without asking: the very place that
    the one finder of every door takes."""
    unit = Unit.objects.filter(pk=unit_id or 0).first()
    if unit is None or not typed.strip():
        return []
    there, area = typed_place(typed, unit.pk)
    made = [_spot(there, area, sure=True)] if there is not None else []
    home = code_of(unit.pk) if unit.kind == "commune" else ""
    for one in finder().find(typed, home=home)[:MOST]:
        other = unit_by_code(one.code)
        if other is None or other == there or one.score < SURE / 2:
            continue
        near = Area.objects.filter(pk=one.area.id).first() if one.area else None
        made.append(_spot(other, near, sure=False))
    return made[:MOST]


def _spot(unit: Unit, area: Area | None, *, sure: bool) -> Spot:
    label = f"{area.name}, {unit.name}" if area else unit.name
    return Spot(f"{unit.pk}-{area.pk if area else ''}", label, _officer(area.pk if area else None), sure)


def _officer(area: int | None) -> str:
    """Who walks that beat now."""
    if area is None:
        return ""
    held = Posting.objects.filter(in_force(), desk__area=area).select_related("staff").order_by("pk").first()
    return str(held.staff) if held else ""


def own_areas(unit_id: int | None) -> Sequence[Area]:
    """The areas of the own commune, to choose from by hand."""
    return by_name(Area.objects.filter(unit=unit_id))


def likely(actor: Actor, words: str) -> list[Card]:
    """Open matters of the person's desks from the last 72 hours that tell much the same. A suggestion only."""
    mine = {token(word) for word in text.search_words(words)}
    if len(mine) < 3:
        return []
    since = clock.now() - timedelta(hours=HOURS)
    recent = threads.visible_to(actor).filter(open=True, received_at__gte=since).order_by("-n")[:LOOK_AT]
    rated = []
    for thread in recent.select_related("desk__unit", "area", "owner"):
        theirs = set(thread.tokens.split())
        alike = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if alike >= LIKE * 2:
            rated.append((alike, thread))
    rated.sort(key=lambda pair: -pair[0])
    return sealed.cards([thread for _, thread in rated[:MOST]])
