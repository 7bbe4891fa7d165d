"""Every write of the post."""

from lantoa.delivery.actions.attach import fetch_later
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.actions.door import Answer, accept
from lantoa.delivery.actions.remember import remember
from lantoa.delivery.actions.retry import NotYours, try_again
from lantoa.delivery.actions.seam import set_taker, taker, urgent
from lantoa.delivery.actions.send import NothingToSend, empty, send
from lantoa.delivery.actions.verified import verified

__all__ = [
    "Answer",
    "NotYours",
    "NothingToSend",
    "accept",
    "connect_account",
    "empty",
    "fetch_later",
    "remember",
    "send",
    "set_taker",
    "taker",
    "try_again",
    "urgent",
    "verified",
]
