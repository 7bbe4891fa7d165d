"""How often somebody may guess. Whoever guesses is slowed; whoever has the right secret comes in.

Counted by name *and* caller (limits: a keyed hash of the network, IPv6 by its /64), so that nobody far away shuts a
door for its owner. While many networks guess at one name, each of them gets fewer tries. A caller who is slowed is not
refused: password and code are asked for at once, and whoever has both comes in. Slips and recovery codes hold 50 bits
and more: the right one is always taken.
"""

from __future__ import annotations

from django.http import HttpRequest

from lantoa.accounts.logic import hashed_session, tidy_code
from lantoa.accounts.models import Staff
from lantoa.kit import limits

MINUTES = 15
TRIES = 8
TRIES_OF_A_CALLER = 60
BESIEGED = 100
"""So many tries at one name, from all networks together: from then on each network has only a few."""
FEW = 2
MOST_CODES = 60
"""So many tries at the codes of one person, by whoever knows the password: from then on only recovery codes help."""


def password_allowed(request: HttpRequest, name: str) -> bool:
    """Count one try at a name by this caller; false when it was one too many."""
    caller = limits.caller(request)
    one = limits.count("sign-in/3", f"{name}|{caller}", minutes=MINUTES)
    all_names = limits.count("sign-in-caller/1", caller, minutes=MINUTES)
    within = one <= TRIES and all_names <= TRIES_OF_A_CALLER
    besieged = _counted_together("sign-in-name/2", name, within=within) > BESIEGED
    return within and (one <= FEW or not besieged)


def _counted_together(purpose: str, value: str, *, within: bool) -> int:
    """Tries of all networks at one value; those that a network makes beyond its own number count for itself only, so
    that no single one makes it many."""
    return (limits.count if within else limits.counted)(purpose, value, minutes=MINUTES)


def password_right(request: HttpRequest, name: str) -> None:
    """The owner came in: the own tries are forgotten, those of strangers are not."""
    limits.forget("sign-in/3", f"{name}|{limits.caller(request)}", minutes=MINUTES)


def code_beside_allowed(staff: Staff, *, recovery: bool) -> bool:
    """Count one try at a person's codes at the slowed door, from all networks together; a recovery code is allowed."""
    return recovery or limits.count("sign-in-slowed-codes/1", str(staff.pk), minutes=MINUTES) <= MOST_CODES


def passwords_beside(staff: Staff, code: str) -> bool:
    """Count one password tried beside a code that fits; false when this code (not the owner's next) served too often.

    Without it somebody who found one code on paper could try passwords beside it for as long as they like.
    """
    return limits.count("sign-in-beside/1", f"{staff.pk}|{tidy_code(code)}", minutes=MINUTES) <= TRIES


def code_allowed(request: HttpRequest, staff: Staff, *, recovery: bool) -> bool:
    """Count one try at the second step; a recovery code is allowed however many guessed."""
    if recovery:
        return True
    within = limits.count("sign-in-code/2", f"{staff.pk}|{limits.caller(request)}", minutes=MINUTES) <= TRIES
    return within and _counted_together("sign-in-codes/1", str(staff.pk), within=within) <= MOST_CODES


def code_right(request: HttpRequest, staff: Staff) -> None:
    """The owner came in."""
    limits.forget("sign-in-code/2", f"{staff.pk}|{limits.caller(request)}", minutes=MINUTES)


def wrong_slips(request: HttpRequest) -> int:
    """Count one wrong slip of this caller: only what is said changes, the right slip is taken at any time."""
    return limits.count("slip-wrong/1", limits.caller(request), minutes=MINUTES)


def signed_in_allowed(request: HttpRequest, purpose: str) -> bool:
    """Count one guess by a session that is signed in (a browser left open, a stolen cookie) at password or code."""
    session = hashed_session(str(request.session.session_key))
    return limits.count(f"signed-in-{purpose}/1", session, minutes=MINUTES) <= TRIES


def signed_in_right(request: HttpRequest, purpose: str) -> None:
    """It was the owner."""
    session = hashed_session(str(request.session.session_key))
    limits.forget(f"signed-in-{purpose}/1", session, minutes=MINUTES)
