"""Which desk a matter lies on: by place to the unit, by area to the beat, complaints above."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.conversations.queries.placing import city
from lantoa.conversations.states import Kind
from lantoa.places import queries as places
from lantoa.places.models import Area, Desk, Unit


@dataclass(frozen=True, slots=True)
class Route:
    """A desk, the area it is about if known, and whether the place is known at all."""

    desk: Desk
    area: Area | None
    place_known: bool


def route(*, kind: str, unit: Unit | None, area: Area | None, home: Unit | None, not_see: str = "") -> Route:
    """The desk for a matter.

    ``unit`` and ``area`` are what the message names; ``home`` is the unit of the account or page it
    came by. Without any of them it waits in the city's unplaced queue. A complaint about police never
    lies in the unit it is about; *who must not see this* goes to the chief's desk of the unit, or
    above when the words name the chief or match nobody (DECIDED 1).
    """
    where = unit or home
    if where is None or where.kind != "commune":
        top = where if where is not None and where.kind == "city" else city()
        if kind == Kind.COMPLAINT or not_see == "above":
            return Route(places.desk_of("above", top), None, unit is not None)
        return Route(places.desk_of("duty", top), None, False)
    if kind == Kind.COMPLAINT or not_see == "above":
        return Route(places.above_desk(where), None, unit is not None)
    if not_see == "chief":
        return Route(places.desk_of("chief", where), area, True)
    if area is not None:
        return Route(places.desk_of("beat", where, area), area, True)
    return Route(places.desk_of("inbox", where), None, unit is not None)
