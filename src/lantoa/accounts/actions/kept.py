"""Keeping a matter from those of whom it speaks."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lantoa.accounts.models import KeptFrom, Staff
from lantoa.journal import actions as journal
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import fold


@transaction.atomic
def keep_from(*, by: Actor, staff: Iterable[int], thread: int, unit: int, readers: Iterable[int] = ()) -> None:
    """From now on these people never see this thread, wherever it is moved and wherever they are posted.

    ``readers``: who could see it where it lies now. Are they all named in it, they see it all the same, because what
    nobody sees is lost; with the first reader who is not named that ends. The journal says that somebody is kept from
    it, not who: its readers are staff too.
    """
    rows = KeptFrom.objects.filter(thread=thread)
    known, there = set(rows.values_list("staff", flat=True)), set(readers)
    fresh = sorted(set(staff) - known)
    if fresh:
        KeptFrom.objects.bulk_create([KeptFrom(staff_id=one, thread=thread) for one in fresh], ignore_conflicts=True)
        journal.write(by=by, verb="thread.kept_from", unit=unit, thread=thread, about=f"people:{len(fresh)}")
    lifted = there if there and not there - known - set(fresh) else set()
    freed = rows.filter(staff__in=lifted, lifted=False).update(lifted=True)
    rows.filter(lifted=True).exclude(staff__in=lifted).update(lifted=False)
    if freed:
        journal.write(by=by, verb="thread.seen_all_the_same", unit=unit, thread=thread, about=f"people:{freed}")


def keep_as_from(*, others: Iterable[int], staff: int) -> None:
    """What is kept from these others is kept from this one too: in the caller's transaction."""
    held = KeptFrom.objects.filter(staff__in=set(others) - {staff}).values_list("thread", flat=True).distinct()
    known = set(KeptFrom.objects.filter(staff=staff).values_list("thread", flat=True))
    fresh = [thread for thread in held if thread not in known]
    if fresh:
        KeptFrom.objects.bulk_create([KeptFrom(staff_id=staff, thread=one) for one in fresh], ignore_conflicts=True)
        journal.write(by=HOUSE, verb="staff.kept_from", about=f"staff:{staff}")


def namesakes(name: str) -> set[int]:
    """Every account, also one that was left, that bears this name."""
    wanted = fold.fold(name)
    return {pk for pk, held in Staff.objects.values_list("pk", "name") if fold.fold(held) == wanted}


def forget_kept(*, thread: int) -> None:
    """A thread was destroyed: of whom it spoke is forgotten with it."""
    KeptFrom.objects.filter(thread=thread).delete()
