"""What needs no table: powers, codes, rosters."""

from lantoa.accounts.logic.codes import SLIP_SIGNS, device_word, grouped, hashed_session, is_recovery, tidy_code
from lantoa.accounts.logic.independence import (
    HALF_LASTS,
    LOOK_BACK,
    NOT_TWO,
    SETTLED,
    Renewed,
    Way,
    entangled,
    lasting,
    taken_from,
)
from lantoa.accounts.logic.powers import DESKLESS, GIVES, POWER_WORDS, POWERS, ROLE_DESKS, powers_of
from lantoa.accounts.logic.request import StaffRequest
from lantoa.accounts.logic.roster import Roster, RosterBroken, Row, read_roster

__all__ = [
    "DESKLESS",
    "GIVES",
    "HALF_LASTS",
    "LOOK_BACK",
    "NOT_TWO",
    "POWERS",
    "POWER_WORDS",
    "ROLE_DESKS",
    "SETTLED",
    "SLIP_SIGNS",
    "Renewed",
    "Roster",
    "RosterBroken",
    "Row",
    "StaffRequest",
    "Way",
    "device_word",
    "entangled",
    "grouped",
    "hashed_session",
    "is_recovery",
    "lasting",
    "powers_of",
    "read_roster",
    "taken_from",
    "tidy_code",
]
