"""The one place finder of every door: a chosen unit, the phone's position, a typed place and the story, to rows."""

from __future__ import annotations

from lantoa.conversations.logic.arrival import Arrival
from lantoa.places import queries as places
from lantoa.places.models import Area, Unit
from lantoa.places.queries.finder import code_of, commune_in

Place = tuple[Unit | None, Area | None]


def city() -> Unit:
    """The city of this house. Raises Unit.DoesNotExist on an empty house."""
    found = places.units_in_force(kind="city").first()
    if found is None:
        raise Unit.DoesNotExist("No city yet: load the places first (lantoa places facts).")
    return found


def typed_place(words: str, home: int | None) -> Place:
    """What a typed place names for sure: a commune, and the area inside it by street, landmark or name.

    Without a commune the area is looked for at home, where the account or page belongs to.
    """
    if not words.strip():
        return None, None
    unit = commune_in(words, code_of(home))
    where = unit.pk if unit is not None else home
    area = places.area_named(where, words) if where is not None else None
    return (area.unit if area is not None and unit is None else unit), area


def place_of(arrival: Arrival, told: str, story: str) -> Place:
    """The commune and area a matter is about; ``story``: the code of the commune that the words name for sure.

    What somebody chose counts most, then what the typed place names, the phone's position, what the story names.
    Inside that commune the area is looked for in the typed place, then in the story.
    """
    if arrival.area is not None:
        area = Area.objects.select_related("unit").filter(pk=arrival.area).first()
        if area is not None:
            return area.unit, area
    unit, area = _commune(arrival, story)
    where = unit.pk if unit is not None else arrival.unit
    if where is None or area is not None:
        return unit, area
    area = _area(where, arrival, told)
    return (area.unit if area is not None and unit is None else unit), area


def _commune(arrival: Arrival, story: str) -> Place:
    if arrival.chosen_unit is not None:
        return Unit.objects.filter(pk=arrival.chosen_unit).first(), None
    unit, area = typed_place(arrival.place, arrival.unit)
    if unit is not None:
        return unit, area
    if arrival.point is not None:
        spot = places.unit_at(*arrival.point)
        if spot is not None:
            return spot.unit, None
    return (places.unit_by_code(story) if story else None), None


def _area(where: int, arrival: Arrival, told: str) -> Area | None:
    """By the typed place, else by the story, else the area of the page or printed link that was opened."""
    for words in (arrival.place, told):
        area = places.area_named(where, words) if words.strip() else None
        if area is not None:
            return area
    if arrival.home_area is None:
        return None
    return Area.objects.select_related("unit").filter(pk=arrival.home_area, unit=where).first()
