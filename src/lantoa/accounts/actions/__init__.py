"""Every write of accounts: people and posts, slips and second factors, sign-in and sessions."""

from lantoa.accounts.actions.factors import (
    WrongCode,
    begin_factor,
    code_fits,
    confirm_factor,
    new_recovery_codes,
    use_code,
)
from lantoa.accounts.actions.kept import forget_kept, keep_from
from lantoa.accounts.actions.people import (
    NameTaken,
    NotAllowed,
    OtherUnit,
    end_post,
    hire,
    leave,
    post_to,
    sit_at,
    stand_up,
)
from lantoa.accounts.actions.roster import RosterRefused, take_roster
from lantoa.accounts.actions.sessions import (
    change_password,
    end_everybody,
    end_session,
    forget_ended,
    move_session,
    note_session,
    see_session,
)
from lantoa.accounts.actions.slips import NotIndependent, SlipRefused, ask_reset, give_slip, use_slip

__all__ = [
    "NameTaken",
    "NotAllowed",
    "NotIndependent",
    "OtherUnit",
    "RosterRefused",
    "SlipRefused",
    "WrongCode",
    "ask_reset",
    "begin_factor",
    "change_password",
    "code_fits",
    "confirm_factor",
    "end_everybody",
    "end_post",
    "end_session",
    "forget_ended",
    "forget_kept",
    "give_slip",
    "hire",
    "keep_from",
    "leave",
    "move_session",
    "new_recovery_codes",
    "note_session",
    "post_to",
    "see_session",
    "sit_at",
    "stand_up",
    "take_roster",
    "use_code",
    "use_slip",
]
