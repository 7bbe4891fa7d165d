"""Making and destroying keys; opening an identity with a second person."""

from lantoa.vault.actions.keys import (
    destroy,
    labelled_key,
    new_key,
    note_destroyed,
    replay_destroyed,
)
from lantoa.vault.actions.openings import (
    GroundMissing,
    NotAllowed,
    ReasonMissing,
    TooLate,
    TooNew,
    ask,
    consent,
    expire,
    open_identity,
    refuse,
    see_news,
)

__all__ = [
    "GroundMissing",
    "NotAllowed",
    "ReasonMissing",
    "TooLate",
    "TooNew",
    "ask",
    "consent",
    "destroy",
    "expire",
    "labelled_key",
    "new_key",
    "note_destroyed",
    "open_identity",
    "refuse",
    "replay_destroyed",
    "see_news",
]
