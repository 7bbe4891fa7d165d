"""Who somebody is now, and who sits where."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lantoa.accounts.logic import DESKLESS, POWERS, ROLE_DESKS, powers_of
from lantoa.accounts.models import KeptFrom, Post, Posting, Staff
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Desk


def in_force(prefix: str = "") -> Q:
    """Begun and not ended, at this moment."""
    now = clock.now()
    return Q(**{f"{prefix}since__lte": now}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": now})
    )


def _desks_of(staff_id: int, posts: list[tuple[int, str]]) -> tuple[int, ...]:
    if all(role in DESKLESS for _, role in posts):
        return ()
    mine = Posting.objects.filter(in_force(), staff=staff_id).values("desk")
    wanted = Q(pk__in=mine)
    for unit, role in posts:
        if role in ROLE_DESKS:
            wanted |= Q(unit=unit, kind__in=sorted(ROLE_DESKS[role]))
    return tuple(Desk.objects.filter(wanted).order_by("pk").values_list("pk", flat=True))


def actor_of(staff: Staff) -> Actor:
    """The person as rules know them, by the posts and postings of this moment. Three statements.

    Without a post in force nothing is left: no power, no desk, no unit.
    """
    posts = list(Post.objects.filter(in_force(), staff=staff.pk).order_by("-since", "-pk").values_list("unit", "role"))
    if not staff.is_active or not posts:
        return Actor("staff", str(staff.pk))
    powers = powers_of(role for _, role in posts)
    kept = frozenset(KeptFrom.objects.filter(staff=staff.pk, lifted=False).values_list("thread", flat=True))
    return Actor("staff", str(staff.pk), posts[0][0], powers, _desks_of(staff.pk, posts), kept)


def holders_of(power: str, *, unit: int | None = None) -> QuerySet[Staff]:
    """Everybody who holds a power now, in one unit or in all."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    held = Post.objects.filter(in_force(), role__in=roles)
    if unit is not None:
        held = held.filter(unit=unit)
    return Staff.objects.filter(is_active=True, pk__in=held.values("staff")).order_by("pk")


def holders_of_desk(desk_id: int, *, power: str = "read", thread: int | None = None) -> QuerySet[Staff]:
    """Everybody who sees this desk now, by posting or by role, and holds the power; not those of whom ``thread``
    speaks."""
    desk = Desk.objects.get(pk=desk_id)
    roles = [role for role, kinds in ROLE_DESKS.items() if desk.kind in kinds]
    posted = Posting.objects.filter(in_force(), desk=desk_id).values("staff")
    by_role = Post.objects.filter(in_force(), unit=desk.unit_id, role__in=roles).values("staff")
    found = holders_of(power).filter(Q(pk__in=posted) | Q(pk__in=by_role))
    if thread is None:
        return found
    return found.exclude(pk__in=KeptFrom.objects.filter(thread=thread, lifted=False).values("staff"))


def names_of(actor_ids: set[str]) -> dict[str, str]:
    """Names for actor ids as journal lines hold them, in one statement."""
    ids = [int(i) for i in actor_ids if i.isdigit()]
    return {str(row.pk): str(row) for row in Staff.objects.filter(pk__in=ids).only("pk", "name", "rank")}


def corner_of(actor: Actor) -> tuple[str, list[str]]:
    """Name and present roles in words, for the frame's corner. One statement while somebody has a post."""
    posts = list(Post.objects.filter(in_force(), staff=int(actor.id)).select_related("staff").order_by("pk"))
    if posts:
        return str(posts[0].staff), [post.get_role_display() for post in posts]
    return names_of({actor.id}).get(actor.id, ""), []


def role_words(actor: Actor) -> str:
    """What a reporter reads about somebody: the role and the unit, never a name."""
    if actor.kind != "staff":
        return ""
    post = Post.objects.filter(in_force(), staff=int(actor.id)).select_related("unit").order_by("pk").first()
    return f"{post.get_role_display()}, {post.unit.name}"[:60] if post else ""
