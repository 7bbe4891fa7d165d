"""Finding printed links, and what their signs stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet, Sum

from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.links.models import DayScans, PrintedLink
from lantoa.places.models import Area, Unit
from lantoa.places.queries import below, unit_by_code


@dataclass(frozen=True, slots=True)
class Spot:
    """The unit (and the area's id) that a public address names."""

    unit: Unit
    area: int | None = None


def link_by_signs(signs: str) -> PrintedLink | None:
    """The link of these signs, also one that was switched off."""
    return PrintedLink.objects.select_related("unit", "area").filter(signs=signs.lower()).first()


def spot_of(place: str) -> Spot | None:
    """What a commune's code or the signs of a printed link stand for; nothing when unknown."""
    if place.isdigit():
        unit = unit_by_code(place)
        return Spot(unit) if unit is not None else None
    link = link_by_signs(place)
    return Spot(link.unit, link.area_id) if link is not None and link.active else None


def units_of(actor: Actor) -> QuerySet[Unit]:
    """Communes whose links this person makes: the own unit, and for a city everything below it."""
    unit = Unit.objects.filter(pk=actor.unit).first() if actor.unit else None
    if unit is None or not actor.may("links.manage"):
        return Unit.objects.none()
    return below(unit).filter(kind="commune", valid_to=None)


def links_of(actor: Actor) -> QuerySet[PrintedLink]:
    """Links of the units this person makes links for, newest first."""
    units = units_of(actor).order_by()
    return PrintedLink.objects.select_related("unit", "area").filter(unit__in=units.values("pk")).order_by("-id")


def scans_since(links: list[PrintedLink], days: int = 30) -> dict[int, int]:
    """How often each link was opened in the last days, one statement."""
    since = clock.today() - timedelta(days=days)
    rows = DayScans.objects.filter(link__in=links, day__gt=since).values("link").annotate(all=Sum("scans"))
    return {row["link"]: row["all"] for row in rows}


def areas_of(units: QuerySet[Unit]) -> QuerySet[Area]:
    """Areas to choose from."""
    return Area.objects.select_related("unit").filter(unit__in=units.order_by().values("pk"))
