"""Which wishes to open an identity somebody may be the second person for."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.conversations.models import Thread
from lantoa.journal.logic import Actor
from lantoa.places.states import DeskKind
from lantoa.vault.models import Opening
from lantoa.vault.queries import to_decide

ABOUT_UNITS = (DeskKind.ABOVE, DeskKind.INSPECTORATE)


def may_decide_where_it_lies(actor: Actor, opening: Opening) -> bool:
    """Matters above the units (complaints about police) have their second person in the inspectorate only:
    a chief must not learn from a wish that somebody complained."""
    if actor.may("inspect"):
        return True
    return not Thread.objects.filter(n=opening.thread, desk__kind__in=ABOUT_UNITS).exists()


def waiting_for(actor: Actor) -> QuerySet[Opening]:
    """Wishes that wait for this person's word, oldest first."""
    wishes = to_decide(actor)
    if actor.may("inspect"):
        return wishes
    return wishes.exclude(thread__in=Thread.objects.filter(desk__kind__in=ABOUT_UNITS).values("n"))
