"""Who must not see a matter: those it blames by name, those the person named, and whole units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.accounts.queries import officers
from lantoa.conversations.logic.named import Person, blamed, blames_somebody, blames_the_city, named_in, says_ill
from lantoa.conversations.logic.wished import Seat, wish_of
from lantoa.conversations.queries.placing import city
from lantoa.places.models import Unit
from lantoa.places.states import UnitKind


@dataclass(frozen=True, slots=True)
class Away:
    """``people`` never see it; nobody of ``units`` may sit at its desk."""

    people: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    blames: bool = False
    """The words say something bad of an officer by name: it is a complaint, whatever else it is."""

    def __bool__(self) -> bool:
        return bool(self.people or self.units)


NOBODY = Away()


def away_from(text: str, typed: str, *, units: Iterable[Unit | None], accused: bool) -> Away:
    """Read the words and *who must not see this* against the people of these units and of those above them.

    ``accused``: it is a complaint already, so whoever is named is meant. No statement where nothing bad is said.
    """
    if not (accused or typed or says_ill(text)):
        return NOBODY
    held = [unit for unit in units if unit is not None] or [city()]
    near = officers(pk for unit in held for pk in unit.line)
    found = named_in(text, [Person(one.staff, one.name) for one in near])
    if not found and accused:  # a whole name counts wherever somebody works; a given name is others' too
        found = named_in(text, [Person(one.staff, one.name) for one in officers()], whole=True)
    meant = set(found) if accused else blamed(text, found)
    blames = bool(meant) or (not accused and blames_somebody(text))
    own = {unit.pk for unit in held if unit.kind == UnitKind.COMMUNE} or {unit.pk for unit in held}
    wish = wish_of(typed, [Seat(one.staff, one.name, one.role, one.unit in own) for one in near])
    away = set(own) if wish.unknown else set()
    if wish.city or ((accused or blames) and blames_the_city(text)):
        away |= {pk for unit in held for pk in unit.line[1:2]}
    return Away(frozenset(meant | wish.people), frozenset(away), blames)
