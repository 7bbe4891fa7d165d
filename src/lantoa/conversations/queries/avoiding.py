"""Who must not see a matter: those it blames by name, those the person named, and whole units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.accounts.queries import close_to, officers
from lantoa.conversations.logic.feared import Feared, Seat, feared_in
from lantoa.conversations.logic.misdeeds import blames_the_city
from lantoa.conversations.logic.named import Person, blamed, blames_somebody, named_in, speaks_of_police, spoken_of
from lantoa.conversations.queries.placing import city
from lantoa.places.models import Unit
from lantoa.places.states import UnitKind


@dataclass(frozen=True, slots=True)
class Away:
    """``people`` never see it, nor those ``close`` to them (the same name, a way in given by them) while somebody else
    is left; nobody of ``units`` may sit at its desk."""

    people: frozenset[int] = frozenset()
    close: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    blames: bool = False
    """The words say something bad of an officer by name: it is a complaint, whatever else it is."""

    def __bool__(self) -> bool:
        return bool(self.people or self.units)


NOBODY = Away()


def away_from(text: str, typed: str, *, units: Iterable[Unit | None], accused: bool, anywhere: bool = False) -> Away:
    """Read the words and *who must not see this* against the people of these units and of those above them.

    Whoever is named there never sees it, whatever is said of them, unless only greeted, asked, thanked or told.
    ``accused``: it is a complaint already, so a whole name counts wherever somebody works; ``anywhere``: whoever is
    named is looked for in all units, because which one it is about is not known.
    """
    if not (text.strip() or typed):
        return NOBODY
    held = [unit for unit in units if unit is not None] or [city()]
    placed = any(unit.kind == UnitKind.COMMUNE for unit in held) and not anywhere
    near = officers({pk for unit in held for pk in unit.line} if placed or not speaks_of_police(text) else None)
    found = named_in(text, [Person(one.staff, one.name) for one in near])
    if not found and accused:  # a whole name counts wherever somebody works; a given name is others' too
        found = named_in(text, [Person(one.staff, one.name) for one in officers()], whole=True)
    meant = spoken_of(found)
    blames = bool(meant if accused else blamed(text, found)) or (not accused and blames_somebody(text))
    own = {unit.pk for unit in held if unit.kind == UnitKind.COMMUNE} or {unit.pk for unit in held}
    feared = (
        feared_in(typed, [Seat(one.staff, one.name, one.role, one.unit in own) for one in near]) if typed else Feared()
    )
    away = set(own) if feared.unknown else set()
    if feared.city or ((accused or blames) and blames_the_city(text)):
        away |= {pk for unit in held for pk in unit.line[1:2]}
    people = frozenset(meant | feared.people)
    return Away(people, close_to(people), frozenset(away), blames)
