"""So many calls in any minute: a window that slides. A bucket that refills lets twice its number through in one.

An entry is ``(owner, seconds, calls)``. Calls that an owner took and has not reported yet stand at the end of his
lease, as if they were made then: he may still make them.
"""

from __future__ import annotations

from collections.abc import Iterable

MINUTE, LEASE = 60.0, 120.0
KEPT = 20
"""One call in so many is kept for what is about life."""
Entry = tuple[str, float, int]


def living(spent: Iterable[Iterable[object]], now: float) -> list[Entry]:
    """What still counts. A clock that was set back must not block an account: nothing lies further ahead than a
    lease."""
    rows = [(str(owner), float(str(at)), int(str(calls))) for owner, at, calls in spent]
    return [row for row in rows if now - MINUTE < row[1] <= now + LEASE]


def taken(spent: list[Entry], *, allowed: int, wanted: int, owner: str, now: float) -> tuple[int, list[Entry]]:
    """As many calls as are free of those allowed to this caller, at most ``wanted``, and what counts then."""
    free = allowed - sum(calls for _, _, calls in spent)
    given = max(0, min(wanted, free))
    return given, [*spent, (owner, now + LEASE, given)] if given else spent


def reported(spent: list[Entry], *, calls: int, owner: str, now: float) -> list[Entry]:
    """What counts once an owner made ``calls`` of those he took, the last of them now at the latest."""
    rest = [row for row in spent if row[0] != owner]
    return [*rest, ("", now, calls)] if calls else rest


def until_next(spent: list[Entry], now: float) -> float:
    """Seconds until a call is free again; what is on its way is soon reported."""
    dated = [at + MINUTE - now for owner, at, _ in spent if not owner]
    pending = [1.0] if any(owner for owner, _, _ in spent) else []
    return min(MINUTE, max(0.1, min([*dated, *pending], default=1.0) + 0.05))
