"""What accepting a ring does to the matter: it has an owner and is seen, from the minute it was accepted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.conversations.actions.cards import write_card
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.tips import rules
from lantoa.tips.actions.move import NotAllowed, move
from lantoa.tips.models import Tip
from lantoa.tips.states import OPEN, State


@transaction.atomic
def take_over(*, by: Actor, tip: Tip, owner: Staff, at: datetime) -> Tip:
    """Whoever accepted the ring owns the matter, also from a unit above; labels and words stay as they were told.

    A tip that has ended, or that somebody already works on, keeps its state. Raises NotAllowed, TooLate.
    """
    if not rules.may_move(by, tip):
        raise NotAllowed
    if tip.state not in OPEN:
        return tip
    thread = tip.thread
    if thread.owner_id != owner.pk:
        write_card(thread=thread, owner=owner)
        write(by=by, verb="thread.assigned", unit=thread.desk.unit_id, thread=thread.n, about=f"staff:{owner.pk}")
    return move(by=by, tip=tip, to=State.ACKNOWLEDGED, acknowledged_at=at) if tip.state == State.RECEIVED else tip
