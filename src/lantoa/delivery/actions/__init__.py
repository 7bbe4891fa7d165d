"""Every write of the post."""

from lantoa.delivery.actions.remember import remember
from lantoa.delivery.actions.seam import set_taker, taker, urgent
from lantoa.delivery.actions.send import NothingToSend, empty, send

__all__ = ["NothingToSend", "empty", "remember", "send", "set_taker", "taker", "urgent"]
