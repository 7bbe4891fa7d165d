"""The bell of a matter: it rings while the matter is an emergency, at the desk where it lies."""

from __future__ import annotations

from lantoa.conversations.models import Thread
from lantoa.conversations.states import Chip, Kind, Urgency
from lantoa.duties import actions as duties
from lantoa.journal.logic import HOUSE

_OVER = frozenset({Chip.CLOSED, Chip.REFUSED, Chip.HANDED_OVER, Chip.WITHDRAWN})
MOVES_IT = frozenset({"kind", "urgency", "open", "chip", "desk"})


def rings(thread: Thread) -> bool:
    """Whether it is an emergency that has not ended. An answer ends none, nor does lying merged in another matter."""
    over = not thread.open and thread.chip in _OVER
    return thread.urgency == Urgency.EMERGENCY and not over and thread.destroyed_at is None


def follows(*, thread: Thread, rang: bool) -> None:
    """Let the bell follow what has changed; ``rang``: whether it was an emergency before. Inside a transaction."""
    if rings(thread):
        duties.follow(by=HOUSE, desk=thread.desk_id, thread=thread.n, only=thread.kind == Kind.COMPLAINT)
    elif rang:
        relabelled = thread.urgency != Urgency.EMERGENCY
        ends(thread=thread, why="relabelled" if relabelled else thread.chip)


def ends(*, thread: Thread, why: str) -> None:
    """Let it be silent for good."""
    duties.end(by=HOUSE, desk=thread.desk_id, thread=thread.n, why=why)
