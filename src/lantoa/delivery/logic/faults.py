"""What follows from a fault of a messenger, for every kind of messenger.

What concerns one person, one message or one charge never holds up the others. An account that cannot send for want of a
consent is one trouble, told once by ``doctor``; its messages wait, they are not each a thing for a person to look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from lantoa.delivery.logic.messenger import Fault


class Then(Enum):
    """What becomes of the row."""

    AGAIN = "again"
    REST = "rest"
    HOLD = "hold"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Course:
    """``AGAIN`` counts a try and rests longer each time; ``REST`` waits ``wait`` without counting."""

    then: Then
    wait: timedelta = timedelta(0)
    whole_account: bool = False


COURSES: dict[Fault, Course] = {
    Fault.RETRY: Course(Then.AGAIN),
    Fault.TOKEN: Course(Then.AGAIN),
    Fault.AWAY: Course(Then.REST, timedelta(seconds=15), whole_account=True),
    Fault.RATE: Course(Then.REST, timedelta(seconds=30), whole_account=True),
    Fault.TURN: Course(Then.REST, timedelta(seconds=1)),
    Fault.REFRESHING: Course(Then.REST, timedelta(seconds=5), whole_account=True),
    Fault.QUOTA: Course(Then.REST, timedelta(hours=1)),
    Fault.NIGHT: Course(Then.REST, timedelta(hours=1)),
    Fault.CHARGED: Course(Then.HOLD),
    Fault.WINDOW: Course(Then.HOLD),
    Fault.PERSON: Course(Then.HOLD),
    Fault.CONFIG: Course(Then.PARK, whole_account=True),
    Fault.HUMAN: Course(Then.PARK, whole_account=True),
    Fault.NO_GRANT: Course(Then.REST, timedelta(minutes=10), whole_account=True),
    Fault.GRANT_LOST: Course(Then.REST, timedelta(minutes=10), whole_account=True),
    Fault.OFF: Course(Then.REST, timedelta(minutes=10), whole_account=True),
    Fault.PERMANENT: Course(Then.PARK),
}
ACCOUNT_FAULTS = tuple(fault for fault, course in COURSES.items() if course.then is Then.PARK and course.whole_account)
WAITS_FOR_ACCOUNT = (Fault.NO_GRANT, Fault.GRANT_LOST, Fault.OFF, Fault.CHARGED, Fault.AWAY)
"""What can leave as soon as somebody changed the account, besides what was set aside for it."""
