"""Who may ask to open an identity, and who is the second person."""

from __future__ import annotations

from lantoa.journal.logic import Actor
from lantoa.vault.models import Opening


def may_ask(actor: Actor) -> bool:
    """Officers with casework; which matters they may see is asked where matters live."""
    return actor.kind == "staff" and actor.may("opening.ask")


def may_decide(actor: Actor, opening: Opening) -> bool:
    """Never the asker; somebody of another unit, or the inspectorate."""
    if actor.kind != "staff" or not actor.may("opening.consent") or actor.id == str(opening.asked_by_id):
        return False
    return actor.may("inspect") or (actor.unit is not None and actor.unit != opening.asked_unit)


def may_open(actor: Actor, opening: Opening) -> bool:
    """Only the person who asked, while holding the power still."""
    return may_ask(actor) and actor.id == str(opening.asked_by_id)
