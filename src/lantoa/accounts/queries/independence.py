"""Who holds somebody's way in, and whose post is old enough to be trusted with two-person acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from lantoa.accounts.logic import LOOK_BACK, POWERS, SETTLED, Renewed, Way, entangled, lasting
from lantoa.accounts.models import Given, Post, Reset
from lantoa.accounts.queries.actors import in_force
from lantoa.accounts.states import Gift
from lantoa.kit import clock

_WAYS_IN = (Gift.ACCOUNT, Gift.SLIP)


def entangled_with(staff: int) -> frozenset[int]:
    """The ids of everybody who cannot be a second person beside this one. Two statements."""
    since = clock.now() - LOOK_BACK
    rows = list(Given.objects.filter(_told(since)).values_list("giver", "taker", "what", "at"))
    ways = [Way(giver, taker, what == Gift.SLIP, at) for giver, taker, what, at in rows if what in _WAYS_IN]
    done = Reset.objects.filter(done_at__isnull=False, chief__isnull=False, admin__isnull=False)
    resets = [
        Renewed(who, frozenset((chief, admin)), at)
        for who, chief, admin, at in done.values_list("staff", "chief", "admin", "done_at")
        if at is not None
    ]
    recent = [(giver, taker) for giver, taker, _what, at in rows if at > since]
    return entangled([*recent, *lasting(ways, resets)], staff)


def _told(since: datetime) -> Q:
    return Q(at__gt=since) | Q(what__in=_WAYS_IN)


def independent(one: int, other: int) -> bool:
    """Whether two people are two. Two statements."""
    return other not in entangled_with(one)


def settled(staff: int, power: str) -> bool:
    """Whether somebody holds this power by a post that is at least seven days old. One statement."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    return Post.objects.filter(in_force(), staff=staff, role__in=roles, since__lte=clock.now() - SETTLED).exists()


def appointed(people: Iterable[int]) -> dict[int, list[str]]:
    """For each person in words: the posts held now, and who gave what in the last 90 days; who made
    the account and printed its slips, however long ago. Two statements."""
    wanted = sorted(set(people))
    said: dict[int, list[str]] = {pk: [] for pk in wanted}
    for post in Post.objects.filter(in_force(), staff__in=wanted).select_related("unit").order_by("since", "pk"):
        words = {"role": post.get_role_display(), "unit": post.unit.name, "day": f"{clock.here(post.since):%d/%m/%Y}"}
        said[post.staff_id].append(_("%(role)s, %(unit)s, từ %(day)s") % words)
    given = Given.objects.filter(_told(clock.now() - LOOK_BACK), taker__in=wanted).select_related("giver")
    for one in given.order_by("at", "pk"):
        day = f"{clock.here(one.at):%d/%m/%Y}"
        said[one.taker_id].append(f"{one.giver}: {one.get_what_display()}, {day}")
    return said
