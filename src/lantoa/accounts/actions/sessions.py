"""The machines somebody is signed in on, and the own password."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction

from lantoa.accounts.backends import SessionStore
from lantoa.accounts.logic import hashed_session
from lantoa.accounts.models import Slip, Staff, StaffSession
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock


def _forget(hashes: Iterable[str]) -> None:
    """Take the sessions themselves away, by what the database knows of their keys."""
    Session.objects.filter(session_key__in=list(hashes)).delete()


@transaction.atomic
def end_all(*, by: Actor, staff: Staff) -> None:
    """Sign somebody out everywhere."""
    held = StaffSession.objects.filter(staff=staff)
    _forget(held.values_list("session_hash", flat=True))
    held.delete()
    journal.write(by=by, verb="staff.signed_out", about=f"staff:{staff.pk}")


@transaction.atomic
def end_everybody(*, by: Actor) -> int:
    """Sign everybody out, and let no slip on paper that was not used yet open anything: for a house put back from a
    backup, in which sessions and slips live that ended since. Returns how many sessions ended."""
    ended = Session.objects.all().delete()[0]
    StaffSession.objects.all().delete()
    Slip.objects.filter(used_at__isnull=True).update(used_at=clock.now())
    journal.write(by=by, verb="sessions.ended")
    return ended


@transaction.atomic
def note_session(*, by: Actor, staff: Staff, session_key: str, device: str) -> StaffSession:
    """Remember that somebody signed in: a word for the machine and the day."""
    today = clock.today()
    row = StaffSession.objects.create(
        staff=staff, session_hash=hashed_session(session_key), device=device, since=today, seen_on=today
    )
    journal.write(by=by, verb="staff.signed_in", about=f"staff:{staff.pk}")
    return row


def see_session(*, by: Actor, session_key: str) -> None:
    """Move the day a machine was last seen."""
    today = clock.today()
    StaffSession.objects.filter(session_hash=hashed_session(session_key), seen_on__lt=today).update(seen_on=today)


@transaction.atomic
def end_session(*, by: Actor, session: StaffSession) -> None:
    """Sign that machine out: its next request is nobody's."""
    _forget([session.session_hash])
    session.delete()
    journal.write(by=by, verb="staff.signed_out", about=f"staff:{session.staff_id}")


def change_password(*, by: Actor, staff: Staff, password: str, keep: str) -> Staff:
    """A new password; every other machine is signed out, the one with session key ``keep`` stays."""
    hashed = make_password(password)  # slow on purpose, so before the transaction
    with transaction.atomic():
        Staff.objects.filter(pk=staff.pk).update(password=hashed)
        others = StaffSession.objects.filter(staff=staff).exclude(session_hash=hashed_session(keep))
        _forget(others.values_list("session_hash", flat=True))
        others.delete()
        journal.write(by=by, verb="password.changed", about=f"staff:{staff.pk}")
    staff.password = hashed
    return staff


def move_session(*, by: Actor, staff: Staff, old: str, new: str) -> None:
    """The machine that stays got a new session key with the new password."""
    held = StaffSession.objects.filter(staff=staff, session_hash=hashed_session(old))
    held.update(session_hash=hashed_session(new))


def forget_ended() -> int:
    """Take ended sessions away, and from the lists of machines those older than a session lives. Returns how many."""
    SessionStore.clear_expired()
    oldest = clock.today() - timedelta(seconds=settings.SESSION_COOKIE_AGE) - timedelta(days=1)
    return StaffSession.objects.filter(seen_on__lt=oldest).delete()[0]
