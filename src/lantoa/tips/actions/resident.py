"""What the reporter does from the status page: take back, say whether it helped, ask again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lantoa.conversations.actions import forget
from lantoa.conversations.models import Thread
from lantoa.journal.actions import write
from lantoa.journal.logic import reporter
from lantoa.kit import clock
from lantoa.tips.actions.merge import release
from lantoa.tips.actions.move import WrongMove, move
from lantoa.tips.models import Tip
from lantoa.tips.states import Helped, State, may_move

REOPEN = timedelta(days=14)


@transaction.atomic
def withdraw(*, thread: Thread, tip: Tip | None) -> None:
    """Take it back: it leaves every list at once; the text is destroyed after 10 days unless it looks like
    a crime. Tips that were merged into it come back as matters of their own. Raises WrongMove for what has ended
    already, TooLate."""
    by = reporter(thread.public_id)
    if tip is not None:
        if not may_move(tip.state, State.WITHDRAWN):
            raise WrongMove(tip.state)
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
        move(by=by, tip=tip, to=State.CHECKING, reopened_at=now)
    return tip


def may_reopen(tip: Tip) -> bool:
    """Whether *not helped* would reopen it: once, within 14 days after the answer."""
    recent = tip.answered_at is not None and clock.now() - tip.answered_at <= REOPEN
    return tip.state in (State.ANSWERED, State.CLOSED) and recent and tip.reopened_at is None
