"""One-time slips, and getting a new one: a chief and the administrator, never one alone."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from lantoa.accounts.actions.given import note_given
from lantoa.accounts.actions.people import NotAllowed
from lantoa.accounts.actions.sessions import end_all
from lantoa.accounts.logic import HALF_LASTS, SLIP_SIGNS, tidy_code
from lantoa.accounts.models import Given, Post, RecoveryCode, Reset, SecondFactor, Slip, Staff
from lantoa.accounts.queries import actor_of, in_force, independent
from lantoa.accounts.rules import may_reset, may_staff
from lantoa.accounts.states import Gift
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys

SLIP_DAYS = 7


class SlipRefused(Exception):
    """No such slip for this sign-in name, or it was used, or its days are over."""


def _draw(by: Actor, staff: Staff) -> str:
    code = "".join(secrets.choice(SLIP_SIGNS) for _ in range(12))
    now = clock.now()
    Slip.objects.filter(staff=staff, used_at__isnull=True).update(used_at=now)
    Slip.objects.create(
        staff=staff, digest=keys.hashed("slip/1", code), made_at=now, until=now + timedelta(days=SLIP_DAYS)
    )
    note_given(by=by, taker=staff.pk, what=Gift.SLIP)
    journal.write(by=by, verb="slip.drawn", about=f"staff:{staff.pk}")
    return code


class NotIndependent(Exception):
    """The two halves come from people who are not two: one gave the other a way in, or a third gave it to both."""


@transaction.atomic
def give_slip(*, by: Actor, staff: Staff) -> str:
    """The first slip of a person who never signed in. Returned once, kept as a keyed hash.

    Raises NotAllowed for whoever has a way in already: that is a reset and takes two people.
    """
    units = Post.objects.filter(in_force(), staff=staff).values_list("unit", flat=True)
    if not any(may_staff(by, unit) for unit in units):
        raise NotAllowed
    if SecondFactor.objects.filter(staff=staff).exists():
        raise NotAllowed
    return _draw(by, staff)


def use_slip(*, by: Actor, username: str, code: str, password: str) -> Staff:
    """Set the first password by a slip, once. Raises SlipRefused."""
    now = clock.now()
    digest = keys.hashed("slip/1", tidy_code(code))
    fits = Slip.objects.filter(
        digest=digest, staff__username=username, staff__is_active=True, used_at__isnull=True, until__gt=now
    )
    if not fits.exists():  # asked first: a wrong slip costs nothing, so that guessing keeps nobody waiting
        raise SlipRefused
    hashed = make_password(password)  # slow on purpose, so before the transaction
    with transaction.atomic():
        slip = fits.first()
        if slip is None or not Slip.objects.filter(pk=slip.pk, used_at__isnull=True).update(used_at=now):
            raise SlipRefused
        Staff.objects.filter(pk=slip.staff_id).update(password=hashed)
        journal.write(by=by, verb="slip.used", about=f"staff:{slip.staff_id}")
    return Staff.objects.get(pk=slip.staff_id)


@transaction.atomic
def ask_reset(*, by: Actor, staff: Staff, asker: Staff) -> str | None:
    """One half of a reset. The second half, by the other office and an independent person, returns a slip
    and takes the old password, codes and second factor away. A half ends after seven days, or with the post of whoever
    gave it. Raises NotAllowed, NotIndependent."""
    if not may_reset(by, list(Post.objects.filter(in_force(), staff=staff))) or asker.pk == staff.pk:
        raise NotAllowed
    half, other = ("chief", "admin") if by.may("staff.manage") else ("admin", "chief")
    begun, _ = Reset.objects.get_or_create(staff=staff, done_at=None, defaults={"asked_at": clock.now()})
    reset = Reset.objects.select_for_update().get(pk=begun.pk)
    if reset.done_at is not None:  # another press was faster: its slip is the one that counts
        raise NotAllowed
    before = getattr(reset, f"{other}_id")
    if before is not None and not _stands(reset, getattr(reset, other), other):
        before = None
    if before is None:  # whatever was there has ended: this is a first half
        Reset.objects.filter(pk=reset.pk).update(asked_at=clock.now(), **{other: None})
    if before is not None and not independent(before, asker.pk):
        raise NotIndependent
    Reset.objects.filter(pk=reset.pk).update(**{half: asker})
    journal.write(by=by, verb=f"reset.asked_by_{half}", about=f"staff:{staff.pk}")
    return None if before is None else _reset(by, staff, reset, (before, asker.pk))


def _stands(reset: Reset, giver: Staff, office: str) -> bool:
    """Whether a half that was given counts still: for seven days, while its giver holds the office."""
    if reset.asked_at <= clock.now() - HALF_LASTS:
        return False
    now = actor_of(giver)
    return may_reset(now, list(Post.objects.filter(in_force(), staff=reset.staff_id))) and (
        now.may("staff.manage") == (office == "chief")
    )


def _reset(by: Actor, staff: Staff, reset: Reset, halves: tuple[int, int]) -> str:
    for half in halves:
        Given.objects.create(giver_id=half, taker_id=staff.pk, what=Gift.RESET, at=clock.now())
    Reset.objects.filter(pk=reset.pk).update(done_at=clock.now())
    SecondFactor.objects.filter(staff=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()
    Staff.objects.filter(pk=staff.pk).update(password=make_password(None))
    end_all(by=by, staff=staff)
    journal.write(by=by, verb="reset.done", about=f"staff:{staff.pk}")
    return _draw(by, staff)
