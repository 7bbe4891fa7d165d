"""Ringing, accepting, climbing."""

from lantoa.duties.actions.climb import PATIENCE, pass_on
from lantoa.duties.actions.ring import NotAllowed, TooLate, accept, ring

__all__ = ["PATIENCE", "NotAllowed", "TooLate", "accept", "pass_on", "ring"]
