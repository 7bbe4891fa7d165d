"""Who acts. Made once at a door, handed down as ``by=``, and the only thing rules ask."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a kind, an opaque id, the unit acted for, and what they may do.

    ``kind`` is ``staff``, ``reporter``, ``messenger`` or ``house``; ``id`` never is a name;
    ``powers`` are the words of ``accounts.logic``; ``desks`` the desks whose threads they may see.
    """

    kind: str
    id: str
    unit: int | None = None
    powers: frozenset[str] = field(default_factory=frozenset)
    desks: tuple[int, ...] = ()

    def may(self, power: str) -> bool:
        """Whether this power was given at the door."""
        return power in self.powers


HOUSE = Actor("house", "house", None, frozenset({"house"}))
"""The program itself: clocks, sweeps, automatic texts."""

REPORTER_POWERS = frozenset({"reporter"})


def reporter(public_id: str) -> Actor:
    """Whoever holds a receipt or writes from a messenger: known by the thread's public id only."""
    return Actor("reporter", public_id, None, REPORTER_POWERS)
