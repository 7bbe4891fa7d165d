"""Sending what the public pages gathered: the tip and its files in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError

from lantoa.conversations.actions import intake
from lantoa.journal.logic import Actor
from lantoa.media.logic.take import Taken as File
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


def send(*, by: Actor, prepared: intake.Prepared, taken: Sequence[File] = ()) -> tuple[intake.Taken, Tip | None]:
    """Take a report or a further message in with its waiting files.

    The same event again (twice pressed, sent again by the browser) gives what the first one made, also when
    both arrive at once. Raises media.actions.WaitedTooLong; then nothing was stored.
    """
    ready = intake.with_files(prepared, tuple(taken))
    try:
        return receive(by=by, prepared=ready)
    except IntegrityError:  # the other one of two equal requests was faster: now it is there
        return receive(by=by, prepared=ready)
