"""Ringing, following, ending, accepting, climbing."""

from lantoa.duties.actions.climb import PATIENCE, pass_on
from lantoa.duties.actions.ring import NotAllowed, TooLate, accept, end, follow, ring

__all__ = ["PATIENCE", "NotAllowed", "TooLate", "accept", "end", "follow", "pass_on", "ring"]
