"""Codes on paper and words for machines."""

from __future__ import annotations

from lantoa.kit import keys

SLIP_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of slips and recovery codes: none that two people read differently."""


def tidy_code(written: str) -> str:
    """A code as it was drawn, from however somebody wrote it down: no spaces, no dashes, capitals."""
    return "".join(sign for sign in written.upper() if sign.isalnum())


def is_recovery(written: str) -> bool:
    """Whether this is written like a recovery code, not like the six figures of an app."""
    code = tidy_code(written)
    return not (len(code) == 6 and code.isascii() and code.isdigit())


def grouped(code: str, size: int = 4) -> str:
    """A code in groups, for reading aloud."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


_DEVICES = (
    ("Android", "điện thoại Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "máy Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "máy Linux"),
)


def device_word(agent: str) -> str:
    """One word for a machine, all that is ever kept of what a browser says about itself."""
    return next((word for mark, word in _DEVICES if mark in agent), "máy khác")


def hashed_session(session_key: str) -> str:
    """What the database keeps instead of the key of a session: 160 bits under a key that it does not hold."""
    return keys.hashed("session/1", session_key).hex()[:40]
