"""A call taken down at the duty desk: the same intake as every door, and a receipt that was read out."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts, texts
from lantoa.delivery.actions import send
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


class NotAllowed(Exception):
    """Only people on duty take calls down."""


@transaction.atomic
def _take(
    by: Actor, prepared: intake.Prepared, drawn: receipts.Drawn, account: int | None, number: str
) -> tuple[intake.Taken, Tip | None]:
    taken, tip = receive(by=by, prepared=prepared)
    if taken.thread is not None and not taken.again:
        unit = taken.thread.desk.unit_id
        journal.write(by=by, verb="call.taken", unit=unit, thread=taken.thread.n)
        if account is not None and number:
            words = texts.RECEIPT.format(digits=drawn.in_groups())
            send(by=by, account=account, address=number, text=words, key=f"desk:{drawn.nonce}", purpose="receipt")
    return taken, tip


def take_call(
    *, by: Actor, prepared: intake.Prepared, drawn: receipts.Drawn, account: int | None = None, number: str = ""
) -> tuple[intake.Taken, Tip | None]:
    """Store a call. Sent twice (also at once) it is stored once, and the same receipt is good.

    With ``account`` and ``number`` the receipt also leaves by short message, because the caller asked for it.
    Raises NotAllowed.
    """
    if not by.may("duty"):
        raise NotAllowed
    try:
        return _take(by, prepared, drawn, account, number)
    except IntegrityError:  # the other one of two equal requests was faster: now it is there
        return _take(by, prepared, drawn, account, number)
