"""Sending what the public pages gathered: the tip and its files in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from lantoa.conversations.actions import files, intake
from lantoa.journal.logic import Actor
from lantoa.media.logic.take import Taken as File
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


@transaction.atomic
def _send(by: Actor, prepared: intake.Prepared, taken: Sequence[File]) -> tuple[intake.Taken, Tip | None]:
    result, tip = receive(by=by, prepared=prepared)
    if not result.again and result.message is not None and taken:
        files.give(by=by, message=result.message, taken=taken)
    return result, tip


def send(*, by: Actor, prepared: intake.Prepared, taken: Sequence[File] = ()) -> tuple[intake.Taken, Tip | None]:
    """Take a report or a further message in with its waiting files.

    The same event again (twice pressed, sent again by the browser) gives what the first one made, also when
    both arrive at once. Raises media.actions.WaitedTooLong; then nothing was stored.
    """
    try:
        return _send(by, prepared, taken)
    except IntegrityError:  # the other one of two equal requests was faster: now it is there
        return _send(by, prepared, taken)
