"""Who stands so close to somebody that what is kept from the one is kept from the other, and who is left to see it."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.accounts.logic import LOOK_BACK, taken_from
from lantoa.accounts.models import Given, KeptFrom, Staff
from lantoa.accounts.queries.actors import holders_of
from lantoa.accounts.queries.seats import watchers
from lantoa.kit import clock, fold
from lantoa.places.models import Desk


def close_to(people: Iterable[int]) -> frozenset[int]:
    """Further accounts of the same name, and whoever got a way in from these people in the last 90 days, straight or
    through others. Two statements."""
    named = set(people)
    if not named:
        return frozenset()
    names = {pk: fold.fold(name) for pk, name in Staff.objects.filter(is_active=True).values_list("pk", "name")}
    wanted = {names[pk] for pk in named if pk in names}
    same = {pk for pk, name in names.items() if name in wanted}
    pairs = Given.objects.filter(at__gt=clock.now() - LOOK_BACK).values_list("giver", "taker")
    return taken_from(pairs, named | same) - named


def seen_all_the_same(*threads: int) -> bool:
    """Whether somebody named in one of these matters sees it, because nobody else is left who could."""
    return KeptFrom.objects.filter(thread__in=threads, lifted=True).exists()


def all_the_same() -> list[int]:
    """The matters that somebody named in them sees, because nobody else was left who could."""
    return list(KeptFrom.objects.filter(lifted=True).order_by("thread").values_list("thread", flat=True).distinct())


def readers(desks: Iterable[Desk], power: str = "read") -> dict[int, set[int]]:
    """By desk, everybody who sees it now and holds the power. Three statements, however many desks."""
    seen = watchers(list(desks))
    able = set(holders_of(power).filter(pk__in=set().union(*seen.values())).values_list("pk", flat=True))
    return {desk: there & able for desk, there in seen.items()}
