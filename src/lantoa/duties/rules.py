"""Who hears a ring and who may take it."""

from __future__ import annotations

from lantoa.duties.models import Ring
from lantoa.journal.logic import Actor


def may_hear(who: Actor) -> bool:
    """Whoever holds the power of the bell; which rings, the desks decide."""
    return who.may("bell")


def may_accept(who: Actor, ring: Ring) -> bool:
    """Whoever it called: its own desk, or one above after its minute; never somebody the matter speaks of."""
    if ring.thread in who.kept_from:
        return False
    return may_hear(who) and any(call.desk_id in who.desks for call in ring.calls.all())
