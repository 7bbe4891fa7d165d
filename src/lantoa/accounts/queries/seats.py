"""Who sits where, for many desks at once: what routing asks before it lays a matter down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.accounts.logic import ROLE_DESKS
from lantoa.accounts.models import Post, Posting
from lantoa.accounts.queries.actors import in_force
from lantoa.places.models import Desk


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with a post now, as far as a text may mean them."""

    staff: int
    name: str
    role: str
    unit: int


def watchers(desks: Sequence[Desk]) -> dict[int, set[int]]:
    """By desk, everybody who sees it now, by posting or by role. Two statements, however many desks."""
    seen: dict[int, set[int]] = {desk.pk: set() for desk in desks}
    posted = Posting.objects.filter(in_force(), desk__in=seen, staff__is_active=True)
    for desk_id, staff in posted.values_list("desk", "staff"):
        seen[desk_id].add(staff)
    posts = Post.objects.filter(in_force(), unit__in={desk.unit_id for desk in desks}, staff__is_active=True)
    held = list(posts.values_list("unit", "role", "staff"))
    for desk in desks:
        seen[desk.pk] |= {
            who for unit, role, who in held if unit == desk.unit_id and desk.kind in ROLE_DESKS.get(role, ())
        }
    return seen


def officers(units: Iterable[int] | None = None) -> list[Officer]:
    """Everybody with a post now, in these units or in all. One statement."""
    posts = Post.objects.filter(in_force(), staff__is_active=True)
    if units is not None:
        posts = posts.filter(unit__in=set(units))
    rows = posts.order_by("pk").values_list("staff", "staff__name", "role", "unit")
    return [Officer(*row) for row in rows]
