"""What the duty desk sees while listening: which place is meant, and who else told the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from lantoa.accounts.models import Posting
from lantoa.accounts.queries import in_force
from lantoa.conversations.logic.tokens import token
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.queries.sealed import Card
from lantoa.journal.logic import Actor
from lantoa.kit import clock, text
from lantoa.places.logic import facts
from lantoa.places.logic.address import SURE, AreaRow, Gazetteer
from lantoa.places.models import Area, Unit, UnitCode
from lantoa.places.queries import unit_by_code

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


@lru_cache(maxsize=8)
def _finder(areas: tuple[AreaRow, ...]) -> Gazetteer:
    return Gazetteer(facts.communes(), (*facts.old_units(), *facts.older_units()), areas)


def _areas(unit: Unit) -> tuple[AreaRow, ...]:
    """The areas of a commune and of its sisters, for the finder. Two statements."""
    around = Area.objects.filter(unit__parent=unit if unit.kind == "city" else unit.parent_id)
    codes = dict(UnitCode.objects.filter(valid_to__isnull=True).values_list("unit", "code"))
    return tuple(
        AreaRow(area.pk, codes[area.unit_id], area.name, tuple(area.words.splitlines()))
        for area in around.order_by("pk")
        if area.unit_id in codes
    )


def spots(unit_id: int | None, typed: str) -> list[Spot]:
    """At most four places, best first; the first is ``sure`` when it may be taken without asking."""
    unit = Unit.objects.filter(pk=unit_id or 0).first()
    if unit is None or not typed.strip():
        return []
    home = unit.codes.filter(valid_to__isnull=True).values_list("code", flat=True).first() or ""
    rows = _areas(unit)
    finder = _finder(rows)
    best = finder.best(typed, home=home if unit.kind == "commune" else "")
    found = finder.find(typed, home=home if unit.kind == "commune" else "")[:MOST]
    made = _named(unit, typed, [row for row in rows if row.code == home])
    for one in found:
        if made and one.code == home:
            continue  # the words say which area of the own commune; a street that also fits does not outweigh them
        there = unit_by_code(one.code)
        if there is not None and one.score >= SURE / 2:
            area = one.area.id if one.area else None
            label = f"{one.area.name}, {there.name}" if one.area else there.name
            sure = best is not None and best.code == one.code and best.area == one.area
            made.append(Spot(f"{there.pk}-{area or ''}", label, _officer(area), sure))
    return made


def _named(unit: Unit, typed: str, areas: Sequence[AreaRow]) -> list[Spot]:
    """The one area of the own commune whose name stands in the words, such as *khu vực 3*."""
    said = f" {' '.join(text.words(typed))} "
    named = [row for row in areas if f" {' '.join(text.words(row.name))} " in said]
    if len(named) != 1:
        return []
    return [Spot(f"{unit.pk}-{named[0].id}", f"{named[0].name}, {unit.name}", _officer(named[0].id), True)]


def _officer(area: int | None) -> str:
    """Who walks that beat now."""
    if area is None:
        return ""
    held = Posting.objects.filter(in_force(), desk__area=area).select_related("staff").order_by("pk").first()
    return str(held.staff) if held else ""


def own_areas(unit_id: int | None) -> Sequence[Area]:
    """The areas of the own commune, to choose from by hand."""
    return list(Area.objects.filter(unit=unit_id).order_by("name", "pk"))


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
