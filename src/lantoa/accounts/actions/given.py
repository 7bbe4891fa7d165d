"""Writing down who gave whom a way in: what later says whether two people are two."""

from __future__ import annotations

from lantoa.accounts.actions.kept import keep_as_from
from lantoa.accounts.models import Given
from lantoa.accounts.states import Gift
from lantoa.journal.logic import Actor
from lantoa.kit import clock


def note_given(*, by: Actor, taker: int, what: Gift) -> None:
    """In the caller's transaction. What the house's own commands give is nobody's: it ties nobody.

    What is kept from the giver is kept from whoever got an account or a slip of them: perhaps the same hand. A post or
    a desk is given by routine to people who were there before, and must hide from nobody what they read already.
    """
    if by.kind != "staff":
        return
    Given.objects.create(giver_id=int(by.id), taker_id=taker, what=what, at=clock.now())
    if what in (Gift.ACCOUNT, Gift.SLIP):
        keep_as_from(others=[int(by.id)], staff=taker)
