"""Who may see work that is stuck, and start it again."""

from __future__ import annotations

from lantoa.journal.logic import Actor

SEE = "stuck.see"


def may_see_stuck(actor: Actor) -> bool:
    """The system's administrator and whoever else was given the page of stuck work."""
    return actor.may(SEE) or actor.may("house")
