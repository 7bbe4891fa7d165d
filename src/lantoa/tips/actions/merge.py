"""Duplicates: one tip leads, the others follow; their reporters stay apart, and no main tip buries its followers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import kept_from
from lantoa.conversations.actions import bell, handle, reply
from lantoa.conversations.models import Message
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock
from lantoa.kit.undo import in_time
from lantoa.places.models import Area, Unit
from lantoa.tips import rules
from lantoa.tips.actions.move import NotAllowed, Passed, WrongMove, move
from lantoa.tips.actions.sheet import drop_sheets
from lantoa.tips.models import Tip
from lantoa.tips.queries.tips import followers_of
from lantoa.tips.states import OPEN, State

_LET_GO = {"merged_into": None, "merged_first": None, "merged_from": "", "merged_at": None, "merged_by": None}


class NotTogether(Exception):
    """These two cannot be merged: the same tip, one of them ended, or kept from other people."""


@transaction.atomic
def merge(*, by: Actor, tip: Tip, into: Tip) -> Tip:
    """Let ``tip`` follow ``into``, with whatever follows it. Raises NotAllowed, NotTogether, WrongMove, TooLate."""
    if not rules.may_move(by, tip) or not rules.may_move(by, into):
        raise NotAllowed
    main = Tip.objects.select_for_update().filter(pk=into.pk).values_list("state", flat=True).first()
    if tip.pk == into.pk or main not in OPEN:
        raise NotTogether
    if not _kept_alike(tip, into):
        raise NotTogether
    before = tip.state
    Tip.objects.filter(merged_into=tip).update(merged_into=into)
    return move(by=by, tip=tip, to=State.MERGED, merged_into=into, merged_first=into, merged_from=before,
                merged_at=clock.now(), merged_by=Staff.objects.filter(pk=by.id).first())  # fmt: skip


@transaction.atomic
def unmerge(*, by: Actor, tip: Tip) -> Tip:
    """Take a merge back: the same person, within 10 minutes. Whatever followed the tip then follows it again.

    Raises NotAllowed, Passed, TooLate, WrongMove.
    """
    if not rules.may_move(by, tip) or str(tip.merged_by_id) != by.id:
        raise NotAllowed
    if tip.state != State.MERGED:
        raise WrongMove(tip.state)
    if not in_time(tip.merged_at, clock.now()):
        raise Passed
    theirs = _laid_to(tip, Tip.objects.filter(merged_into=tip.merged_into_id).only("pk", "merged_first"))
    Tip.objects.filter(pk__in=theirs).update(merged_into=tip)
    drop_sheets(by=by, tips=(tip.merged_into_id,))  # cut while the words of both were one matter
    return move(by=by, tip=tip, to=State(tip.merged_from), verb="tip.unmerged", **_LET_GO)


def _kept_alike(tip: Tip, into: Tip) -> bool:
    """Whether all that would be one is kept from the same people: a sheet or an answer shows the words of all."""
    together = Tip.objects.filter(Q(pk__in=(tip.pk, into.pk)) | Q(merged_into__in=(tip.pk, into.pk)))
    threads = list(together.values_list("thread", flat=True))
    held = kept_from(threads)
    return len({held[one] for one in threads}) == 1


def _laid_to(tip: Tip, others: Iterable[Tip]) -> set[int]:
    """Which of the others were laid to this tip by hand, or to one of those."""
    first = {one.pk: one.merged_first_id for one in others}
    found: set[int] = set()
    more = {tip.pk}
    while more:
        found |= more
        more = {pk for pk, to in first.items() if to in found} - found
    return found - {tip.pk}


def release(*, by: Actor, main: Tip) -> int:
    """The main tip is no matter any more (taken back, no tip after all, gone where its followers do not go): each
    follower is a matter of its own again, as far as it was. Returns how many. Inside the caller's transaction."""
    rows = list(followers_of(main))
    for one in rows:
        move(by=by, tip=one, to=State(one.merged_from), verb="tip.unmerged", **_LET_GO)
    return len(rows)


def carry(*, by: Actor, main: Tip, unit: Unit, area: Area | None) -> None:
    """The main tip goes to another unit: its followers go with it. Inside the caller's transaction."""
    for one in followers_of(main):
        if rules.may_move(by, one):
            handle.hand_to(by=by, thread=one.thread, unit=unit, area=area)
            Tip.objects.filter(pk=one.pk).update(unit=unit)
        else:
            move(by=by, tip=one, to=State(one.merged_from), verb="tip.unmerged", **_LET_GO)


def tell(*, main: Tip, text: str, again: bool = False) -> int:
    """The matter has ended: tell the reporters of the followers what became of it, each in their own thread, in fixed
    words that hold nothing of the main tip; no bell of theirs rings on. Who was answered since the merge is not told
    twice, unless ``again``.

    Returns how many were told. Inside the caller's transaction.
    """
    rows = followers_of(main)
    for one in rows:
        if bell.rings(one.thread):
            bell.ends(thread=one.thread, why=main.state)
    if not again:
        heard = Message.objects.filter(thread=OuterRef("thread"), direction="out", at__gte=OuterRef("merged_at"))
        rows = rows.exclude(Exists(heard))
    told = list(rows)
    for one in told:
        reply.answer(by=HOUSE, thread=one.thread, ready=reply.Ready(text, None))
    Tip.objects.filter(pk__in=[one.pk for one in told], noticed_at=None).update(noticed_at=clock.now())
    return len(told)


@transaction.atomic
def copy_answer(*, by: Actor, tip: Tip, ready: reply.Ready, leak_reason: str = "") -> int:
    """Send one answer to the reporters of the tips that follow this one, each in their own thread.

    Returns how many. Raises NotAllowed, WrongMove where nobody follows.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    sent = 0
    for one in followers_of(tip):
        if rules.may_move(by, one):
            reply.answer(by=by, thread=one.thread, ready=ready, leak_reason=leak_reason)
            Tip.objects.filter(pk=one.pk, noticed_at=None).update(noticed_at=clock.now())
            sent += 1
    if not sent:
        raise WrongMove("nobody follows")
    return sent
