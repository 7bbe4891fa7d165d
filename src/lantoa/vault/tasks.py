"""Regular jobs of the vault."""

from __future__ import annotations

from lantoa.vault import actions


def tidy() -> None:
    """End openings whose time is over, and list destroyed keys that a crash left out of the file."""
    actions.expire()
    actions.note_destroyed()


def wipe() -> None:
    """Every ten seconds: cut SQLite's log while it may still show a destroyed key."""
    actions.wipe(at_once=True)
