"""Which desk a matter lies on: by place to the unit, by area to the beat, complaints above, past whoever is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.accounts.queries import officers, on_duty, watchers
from lantoa.conversations.queries.avoiding import NOBODY, Away
from lantoa.conversations.queries.placing import city
from lantoa.conversations.states import Kind
from lantoa.places import queries as places
from lantoa.places.models import Area, Desk, Unit
from lantoa.places.states import DeskKind, UnitKind

_ORDINARY = (DeskKind.BEAT, DeskKind.INBOX, DeskKind.CHIEF, DeskKind.ABOVE, DeskKind.INSPECTORATE)
_URGENT = (DeskKind.BEAT, DeskKind.INBOX, DeskKind.DUTY, DeskKind.ABOVE, DeskKind.INSPECTORATE)
_COMPLAINT = (DeskKind.ABOVE, DeskKind.INSPECTORATE)
_UNPLACED = (DeskKind.DUTY, DeskKind.ABOVE, DeskKind.INSPECTORATE)


@dataclass(frozen=True, slots=True)
class Route:
    """A desk, the area it is about if known, and whether the place is known at all."""

    desk: Desk
    area: Area | None
    place_known: bool


def route(*, kind: str, unit: Unit | None, area: Area | None, home: Unit | None, away: Away = NOBODY) -> Route:
    """The desk for a matter: the first on its line upward where none of ``away`` sits, at its end the inspectorate.

    ``unit`` and ``area`` are what the message names; ``home`` is the unit of the account or page it came by. Without
    any of them it waits in the city's unplaced queue. A complaint never lies where anybody of the blamed unit sits;
    one that names no commune may be about the city itself. An emergency lies where a bell rings: at the place's own
    desk, else at the duty desk above; who is blamed takes that bell from nobody else.
    """
    where = unit or home
    placed = where is not None and where.kind == UnitKind.COMMUNE
    if where is None or not (placed or where.kind == UnitKind.CITY):
        where = city()
    if kind == Kind.COMPLAINT:
        blamed = {one.pk for one in (unit, home) if one is not None} | {where.pk}
        desk = _first(_line(where, None, _COMPLAINT), Away(away.people, away.units | blamed))
        return Route(desk, None, unit is not None)
    if not away:
        return _plain(where, area if placed else None, placed=placed, known=unit is not None)
    kinds = (_URGENT if kind == Kind.EMERGENCY else _ORDINARY) if placed else _UNPLACED
    line = _line(where, area, kinds)
    desk = _with_a_bell(line, away) if kind == Kind.EMERGENCY else _first(line, away)
    return Route(desk, area if placed and desk.unit_id == where.pk else None, placed)


def _plain(where: Unit, area: Area | None, *, placed: bool, known: bool) -> Route:
    """Nobody is to be avoided: one statement."""
    if not placed:
        return Route(places.desk_of(DeskKind.DUTY, where), None, False)
    if area is not None:
        return Route(places.desk_of(DeskKind.BEAT, where, area), area, True)
    return Route(places.desk_of(DeskKind.INBOX, where), None, known)


def _line(where: Unit, area: Area | None, kinds: Sequence[str]) -> list[Desk]:
    """The desks of these kinds from the unit up to the root, nearest first. One statement."""
    found = Desk.objects.filter(unit_id__in=where.line, kind__in=kinds).select_related("unit")
    fits = [desk for desk in found if desk.area_id is None or (area is not None and desk.area_id == area.pk)]
    return sorted(fits, key=lambda desk: (-len(desk.unit.line), kinds.index(desk.kind)))


def _first(line: Sequence[Desk], away: Away) -> Desk:
    """The first where none of them sits, else the last: the end of the line. Raises Desk.DoesNotExist."""
    if not line:
        raise Desk.DoesNotExist("No desk on the line upward.")
    shunned = away.people | {one.staff for one in officers(away.units)}
    seen = watchers(line)
    return next((desk for desk in line if desk.unit_id not in away.units and not seen[desk.pk] & shunned), line[-1])


def _with_a_bell(line: Sequence[Desk], away: Away) -> Desk:
    """The first where a bell reaches somebody who may see it; those named are kept from it one by one."""
    seen = watchers(line)
    hear = on_duty({staff for there in seen.values() for staff in there}) - away.people
    open_to = [desk for desk in line if desk.unit_id not in away.units] or list(line)
    return next((desk for desk in open_to if seen[desk.pk] & hear), open_to[0])


def higher(desk: Desk, away: Away) -> Desk:
    """Where a complaint on this desk goes when its next words name somebody who sits here; else it stays."""
    line = [desk, *(up for up in _line(desk.unit, None, _COMPLAINT) if up.pk != desk.pk and up.kind != desk.kind)]
    return _first(line, away)
