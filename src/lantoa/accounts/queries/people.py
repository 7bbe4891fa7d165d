"""Who works in a unit, as its chief sees it."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from lantoa.accounts.logic import HALF_LASTS
from lantoa.accounts.models import Post, Posting, Reset, Staff
from lantoa.accounts.queries.actors import in_force
from lantoa.journal.logic import Actor
from lantoa.kit import clock, sent
from lantoa.places.models import Desk, Unit


def units_of(actor: Actor) -> QuerySet[Unit]:
    """The own unit and those below, as far as this person may put people to work there."""
    if not actor.may("staff.manage") or actor.unit is None:
        return Unit.objects.none()
    return Unit.objects.filter(path__contains=f"/{actor.unit}/").order_by("path")


def people_of(unit: Unit) -> QuerySet[Staff]:
    """Everybody with a post in this unit now, with posts and desks at hand. Three statements."""
    posts = Post.objects.filter(in_force(), unit=unit).order_by("role")
    postings = Posting.objects.filter(in_force(), desk__unit=unit).select_related("desk__area")
    return (
        Staff.objects.filter(is_active=True, pk__in=posts.values("staff"))
        .prefetch_related(Prefetch("posts", posts, to_attr="held"), Prefetch("postings", postings, to_attr="seats"))
        .order_by("pk")
    )


def person_in(unit: Unit, staff_id: str) -> Staff | None:
    """One of those, by what a form sent."""
    return people_of(unit).filter(pk=sent.number(staff_id)).first()


def free_person(username: str) -> Staff | None:
    """Somebody who works in no unit now, by sign-in name."""
    return (
        Staff.objects.filter(is_active=True, username=username)
        .exclude(pk__in=Post.objects.filter(in_force()).values("staff"))
        .first()
    )


def seats_of(unit: Unit) -> QuerySet[Desk]:
    """Desks of a unit that people are posted to one by one."""
    return (
        Desk.objects.filter(Q(kind="beat") | Q(kind="inbox"), unit=unit).select_related("area").order_by("kind", "pk")
    )


def resets_waiting(actor: Actor) -> QuerySet[Reset]:
    """Requests for a new slip that wait for the administrator; nobody else sees them in a list."""
    if not actor.may("settings"):
        return Reset.objects.none()
    return (
        Reset.objects.filter(done_at__isnull=True, asked_at__gt=clock.now() - HALF_LASTS)
        .select_related("staff", "chief")
        .order_by("pk")
    )
