"""Who holds somebody's way in, and whose post is old enough to be trusted with two-person acts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lantoa.accounts.logic import LOOK_BACK, POWERS, SETTLED, entangled
from lantoa.accounts.models import Given, Post
from lantoa.accounts.queries.actors import in_force
from lantoa.kit import clock


def entangled_with(staff: int) -> frozenset[int]:
    """The ids of everybody who cannot be a second person beside this one. One statement."""
    pairs = Given.objects.filter(at__gt=clock.now() - LOOK_BACK).values_list("giver", "taker")
    return entangled(pairs, staff)


def independent(one: int, other: int) -> bool:
    """Whether two people are two. One statement."""
    return other not in entangled_with(one)


def settled(staff: int, power: str) -> bool:
    """Whether somebody holds this power by a post that is at least seven days old. One statement."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    return Post.objects.filter(in_force(), staff=staff, role__in=roles, since__lte=clock.now() - SETTLED).exists()


def appointed(people: Iterable[int]) -> dict[int, list[str]]:
    """For each person in words: the posts held now, and who gave what in the last 90 days. Two statements."""
    wanted = sorted(set(people))
    said: dict[int, list[str]] = {pk: [] for pk in wanted}
    for post in Post.objects.filter(in_force(), staff__in=wanted).select_related("unit").order_by("since", "pk"):
        words = {"role": post.get_role_display(), "unit": post.unit.name, "day": f"{clock.here(post.since):%d/%m/%Y}"}
        said[post.staff_id].append(_("%(role)s, %(unit)s, từ %(day)s") % words)
    given = Given.objects.filter(taker__in=wanted, at__gt=clock.now() - LOOK_BACK).select_related("giver")
    for one in given.order_by("at", "pk"):
        day = f"{clock.here(one.at):%d/%m/%Y}"
        said[one.taker_id].append(f"{one.giver}: {one.get_what_display()}, {day}")
    return said
