"""Keys in the hand, and who opened what."""

from lantoa.vault.queries.held import KeyDestroyed, hold, hold_many, key_file_fits, keys_held, unwiped, wrapping
from lantoa.vault.queries.openings import (
    Told,
    decided_by_me,
    for_inspector,
    for_officer,
    for_reporter,
    news_for,
    reason_of,
    reasons_of,
    to_decide,
    usable,
)

__all__ = [
    "KeyDestroyed",
    "Told",
    "decided_by_me",
    "for_inspector",
    "for_officer",
    "for_reporter",
    "hold",
    "hold_many",
    "key_file_fits",
    "keys_held",
    "news_for",
    "reason_of",
    "reasons_of",
    "to_decide",
    "unwiped",
    "usable",
    "wrapping",
]
