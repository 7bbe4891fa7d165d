"""Who hears a ring and who may take it."""

from __future__ import annotations

from lantoa.duties.models import Ring
from lantoa.journal.logic import Actor


def may_hear(who: Actor) -> bool:
    """Whoever holds the duty power; which rings, the desks decide."""
    return who.may("duty")


def may_accept(who: Actor, ring: Ring) -> bool:
    """Whoever hears it: on its own desk, or above after a minute; never somebody the matter speaks of."""
    if ring.thread in who.kept_from:
        return False
    return may_hear(who) and (ring.desk_id in who.desks or ring.above_id in who.desks)
