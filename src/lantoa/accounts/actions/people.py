"""People, their roles and their desks. Whoever is moved loses the old unit with the same row."""

from __future__ import annotations

from django.db import transaction

from lantoa.accounts.actions.given import note_given
from lantoa.accounts.actions.kept import keep_as_from, namesakes
from lantoa.accounts.logic import DESKLESS
from lantoa.accounts.models import Post, Posting, Staff
from lantoa.accounts.queries import in_force
from lantoa.accounts.rules import may_give, may_staff
from lantoa.accounts.states import Gift
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Desk, Unit


class NotAllowed(Exception):
    """This person may not do that to somebody of that unit."""


class NameTaken(Exception):
    """Somebody else signs in with this name."""


class OtherUnit(Exception):
    """Somebody works in one unit at a time: end the old posts first (``leave``)."""


def _ask(by: Actor, unit: int) -> None:
    if not may_staff(by, unit):
        raise NotAllowed


@transaction.atomic
def hire(*, by: Actor, username: str, name: str, rank: str = "", unit: Unit, role: str) -> Staff:
    """A new person with a first role, without any way in until a slip is given. Raises NotAllowed, NameTaken."""
    if not may_give(by, unit.pk, role):
        raise NotAllowed
    if Staff.objects.filter(username=username).exists():
        raise NameTaken
    staff = Staff(username=username, name=name, rank=rank, made_at=clock.now())
    staff.set_unusable_password()
    staff.save(force_insert=True)
    keep_as_from(others=namesakes(name), staff=staff.pk)
    note_given(by=by, taker=staff.pk, what=Gift.ACCOUNT)
    journal.write(by=by, verb="staff.hired", unit=unit.pk, about=f"staff:{staff.pk}")
    post_to(by=by, staff=staff, unit=unit, role=role)
    return staff


@transaction.atomic
def post_to(*, by: Actor, staff: Staff, unit: Unit, role: str) -> Post:
    """Give a role in a unit from now on. Raises NotAllowed (also for oneself), OtherUnit."""
    if not may_give(by, unit.pk, role) or by.id == str(staff.pk):
        raise NotAllowed
    held = list(Post.objects.filter(in_force(), staff=staff))
    if any(post.unit_id != unit.pk for post in held):
        raise OtherUnit
    for post in held:
        if post.role == role:
            return post
    post = Post.objects.create(staff=staff, unit=unit, role=role, since=clock.now())
    note_given(by=by, taker=staff.pk, what=Gift.POST)
    journal.write(by=by, verb=f"post.{role}_given", unit=unit.pk, about=f"staff:{staff.pk}")
    return post


@transaction.atomic
def sit_at(*, by: Actor, staff: Staff, desk: Desk) -> Posting:
    """Post somebody to a desk of their unit from now on. Raises NotAllowed (also for oneself and for
    roles that sit at no desk), OtherUnit."""
    _ask(by, desk.unit_id)
    roles = set(Post.objects.filter(in_force(), staff=staff, unit=desk.unit_id).values_list("role", flat=True))
    if not roles:
        raise OtherUnit
    if roles <= DESKLESS or by.id == str(staff.pk):
        raise NotAllowed
    held = Posting.objects.filter(in_force(), staff=staff, desk=desk).first()
    if held is not None:
        return held
    posting = Posting.objects.create(staff=staff, desk=desk, since=clock.now())
    note_given(by=by, taker=staff.pk, what=Gift.DESK)
    journal.write(by=by, verb="desk.taken", unit=desk.unit_id, about=f"staff:{staff.pk}")
    return posting


@transaction.atomic
def end_post(*, by: Actor, post: Post) -> None:
    """End one role; with the last role that sits at desks they end too. Raises NotAllowed."""
    if not may_give(by, post.unit_id, post.role) or by.id == str(post.staff_id):
        raise NotAllowed
    now = clock.now()
    if not Post.objects.filter(pk=post.pk, until__isnull=True).update(until=now):
        return
    journal.write(by=by, verb=f"post.{post.role}_ended", unit=post.unit_id, about=f"staff:{post.staff_id}")
    if not Post.objects.filter(in_force(), staff=post.staff_id).exclude(role__in=DESKLESS).exists():
        Posting.objects.filter(in_force(), staff=post.staff_id).update(until=now)


@transaction.atomic
def leave(*, by: Actor, staff: Staff) -> None:
    """End all roles and desks at once: the next request of any open session sees nothing."""
    for post in Post.objects.filter(in_force(), staff=staff):
        end_post(by=by, post=post)


@transaction.atomic
def stand_up(*, by: Actor, posting: Posting) -> None:
    """End one posting to a desk. Raises NotAllowed."""
    _ask(by, posting.desk.unit_id)
    if Posting.objects.filter(pk=posting.pk, until__isnull=True).update(until=clock.now()):
        about = f"staff:{posting.staff_id}"
        journal.write(by=by, verb="desk.left", unit=posting.desk.unit_id, about=about)
