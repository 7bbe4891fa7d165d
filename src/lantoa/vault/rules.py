"""Who may ask to open an identity, and who is the second person."""

from __future__ import annotations

from lantoa.accounts.queries import independent, settled
from lantoa.journal.logic import Actor
from lantoa.vault.models import Opening


def may_ask(actor: Actor) -> bool:
    """Officers with casework; which matters they may see is asked where matters live."""
    return actor.kind == "staff" and actor.may("opening.ask")


def settled_to_ask(actor: Actor) -> bool:
    """A post younger than seven days asks for nothing: whoever was put there yesterday may be nobody."""
    return actor.kind == "staff" and settled(int(actor.id), "opening.ask")


def may_decide(actor: Actor, opening: Opening) -> bool:
    """Never the asker; somebody of another unit, or the inspectorate; settled, and independent of the asker."""
    if actor.kind != "staff" or not actor.may("opening.consent") or actor.id == str(opening.asked_by_id):
        return False
    if not actor.may("inspect") and (actor.unit is None or actor.unit == opening.asked_unit):
        return False
    return settled(int(actor.id), "opening.consent") and independent(int(actor.id), opening.asked_by_id)


def may_open(actor: Actor, opening: Opening) -> bool:
    """Only the person who asked, while holding the power still, and while whoever agreed holds no way in of theirs."""
    if not may_ask(actor) or actor.id != str(opening.asked_by_id):
        return False
    return opening.decided_by_id is None or independent(opening.decided_by_id, opening.asked_by_id)
