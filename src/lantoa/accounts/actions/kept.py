"""Keeping a matter from those of whom it speaks."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lantoa.accounts.models import KeptFrom
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor


@transaction.atomic
def keep_from(*, by: Actor, staff: Iterable[int], thread: int, unit: int | None = None) -> None:
    """From now on these people never see this thread, wherever it is moved and wherever they are posted.

    The journal says that somebody is kept from it, not who: its readers are staff too.
    """
    known = set(KeptFrom.objects.filter(thread=thread).values_list("staff", flat=True))
    fresh = sorted(set(staff) - known)
    if fresh:
        KeptFrom.objects.bulk_create([KeptFrom(staff_id=one, thread=thread) for one in fresh], ignore_conflicts=True)
        journal.write(by=by, verb="thread.kept_from", unit=unit, thread=thread, about=f"people:{len(fresh)}")


def forget_kept(*, thread: int) -> None:
    """A thread was destroyed: of whom it spoke is forgotten with it."""
    KeptFrom.objects.filter(thread=thread).delete()
