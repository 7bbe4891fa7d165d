"""Which desk a matter lies on: by place to the unit, by area to the beat, complaints above, past whoever is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lantoa.accounts.queries import officers, readers
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
        desk = _first(_line(where, None, _COMPLAINT), replace(away, units=away.units | blamed))
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
    """The first where none of them sits and somebody reads; else where somebody else reads; else the end of the line.
    Raises Desk.DoesNotExist."""
    if not line:
        raise Desk.DoesNotExist("No desk on the line upward.")
    close = away.people | away.close
    shunned = close | {one.staff for one in officers(away.units)}
    seen = readers(line)
    open_to = [desk for desk in line if desk.unit_id not in away.units]
    for shut_out, there in ((shunned, open_to), (close, open_to), (away.people, line)):
        for desk in there:
            empty = not seen[desk.pk] and desk.kind == DeskKind.ABOVE  # it waits for whoever is posted there
            if shut_out is shunned and (empty or (seen[desk.pk] and not seen[desk.pk] & shunned)):
                return desk
            if shut_out is not shunned and seen[desk.pk] - shut_out:
                return desk
    return line[-1]


def _with_a_bell(line: Sequence[Desk], away: Away) -> Desk:
    """The first where a bell reaches somebody who may see it; those named are kept from it one by one. Can nobody be
    reached but who is named, it lies where somebody else reads it."""
    hear = readers(line, "duty")
    open_to = [desk for desk in line if desk.unit_id not in away.units] or list(line)
    for shut_out in (away.people | away.close, away.people):
        for desk in open_to:
            if hear[desk.pk] - shut_out:
                return desk
    return _first(line, away) if away.people else open_to[0]


def onward(desk: Desk, kind: str, away: Away) -> Desk:
    """Where a matter on this desk goes when its next words name somebody. A complaint goes past whoever is named;
    anything else stays while somebody here may still see it."""
    if kind == Kind.COMPLAINT:
        line = [desk, *(up for up in _line(desk.unit, None, _COMPLAINT) if up.pk != desk.pk and up.kind != desk.kind)]
        return _first(line, away)
    urgent = kind == Kind.EMERGENCY
    if readers([desk], "duty" if urgent else "read")[desk.pk] - away.people - away.close:
        return desk
    line = [desk, *(up for up in _line(desk.unit, None, _URGENT if urgent else _ORDINARY) if up.pk != desk.pk)]
    return _with_a_bell(line, away) if urgent else _first(line, away)
