"""What the worker calls."""

from __future__ import annotations

from lantoa.accounts import actions


def tidy() -> None:
    """Each hour: forget sessions that ended, and the machines that belonged to them."""
    actions.forget_ended()
