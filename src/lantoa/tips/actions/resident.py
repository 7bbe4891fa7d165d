"""What the reporter does from the status page: take back, say whether it helped, ask again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lantoa.conversations.actions import forget
from lantoa.conversations.models import Thread
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor, reporter
from lantoa.kit import clock
from lantoa.tips.actions.merge import release
from lantoa.tips.actions.move import WrongMove, move
from lantoa.tips.actions.sheet import drop_sheets
from lantoa.tips.models import Tip
from lantoa.tips.queries.status import copy_of
from lantoa.tips.states import Helped, State, may_move

REOPEN = timedelta(days=14)


@transaction.atomic
def withdraw(*, thread: Thread, tip: Tip | None) -> None:
    """Take it back: it leaves every list at once; the text is destroyed after 10 days unless it looks like
    a crime. So does the copy of an emergency that lies above. Tips that were merged into it come back as matters of
    their own. Raises WrongMove for what has ended already, TooLate."""
    if not may_take_back(tip, copy := copy_of(thread)):
        raise WrongMove(tip.state if tip else thread.chip)
    for one in (tip or thread, copy):
        if one is not None:
            _take_back(reporter(thread.public_id), one)


def may_take_back(tip: Tip | None, copy: Tip | None) -> bool:
    """Whether anything of it can still be taken back."""
    return tip is None or any(may_move(one.state, State.WITHDRAWN) for one in (tip, copy) if one is not None)


def _take_back(by: Actor, of: Tip | Thread) -> None:
    """One of the two. What was handed over is not ours any more; what ended otherwise is forgotten as it stands."""
    thread, tip = (of.thread, of) if isinstance(of, Tip) else (of, None)
    if tip is not None and tip.state == State.HANDED_OVER:
        return
    if tip is not None and may_move(tip.state, State.WITHDRAWN):
        drop_sheets(by=by, tips=(tip.merged_into_id, tip.merged_first_id))  # its words stand there too
        move(by=by, tip=tip, to=State.WITHDRAWN, merged_into=None, merged_first=None, merged_from="",
             merged_at=None, merged_by=None)  # fmt: skip
        release(by=by, main=tip)
    forget.withdraw(by=by, thread=thread, keep=tip is not None and tip.crime_at is not None)


@transaction.atomic
def rate(*, tip: Tip, helped: Helped) -> Tip:
    """*Did this help?* Unhappy within 14 days reopens once. Raises WrongMove where nothing was answered."""
    if tip.state not in (State.ANSWERED, State.CLOSED):
        raise WrongMove(tip.state)
    by, now = reporter(tip.thread.public_id), clock.now()
    tip.helped, tip.helped_at = helped, now
    tip.save(update_fields=["helped", "helped_at"])
    write(by=by, verb="tip.rated", unit=tip.thread.desk.unit_id, thread=tip.thread_id, about=f"helped:{helped}")
    fresh = tip.answered_at is not None and now - tip.answered_at <= REOPEN
    if helped == Helped.NO and fresh and tip.reopened_at is None:
        move(by=by, tip=tip, to=State.CHECKING, verb="tip.reopened", reopened_at=now)
    return tip


def may_reopen(tip: Tip) -> bool:
    """Whether *not helped* would reopen it: once, within 14 days after the answer."""
    recent = tip.answered_at is not None and clock.now() - tip.answered_at <= REOPEN
    return tip.state in (State.ANSWERED, State.CLOSED) and recent and tip.reopened_at is None
