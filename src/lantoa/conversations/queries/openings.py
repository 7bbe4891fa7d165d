"""Which wishes to open an identity somebody may be the second person for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, When

from lantoa.accounts.queries import appointed
from lantoa.conversations.models import Thread
from lantoa.journal.logic import Actor
from lantoa.vault.models import Opening
from lantoa.vault.queries import for_inspector, reason_of, to_decide

NEWEST = 100


@dataclass(frozen=True, slots=True)
class InWords:
    """One opening in words: reason, ground of a delay, and who put asker and decider where they are."""

    row: Opening
    reason: str
    ground: str
    asker: list[str]
    decider: list[str]
    new: bool


def in_words(rows: Iterable[Opening], viewer: Actor) -> list[InWords]:
    """Each with both people's appointments; while nobody decided, the second person is whoever looks."""
    held = list(rows)
    people = {row.asked_by_id for row in held} | {row.decided_by_id for row in held if row.decided_by_id}
    said = appointed(people | {int(viewer.id)}) if held else {}
    return [
        InWords(
            row,
            reason_of(row),
            reason_of(row, "ground"),
            said[row.asked_by_id],
            said[row.decided_by_id or int(viewer.id)],
            row.seen_state != row.state,
        )
        for row in held
    ]


def told_inspector(actor: Actor) -> QuerySet[Opening]:
    """The newest openings of the whole house for the inspectorate, what changed since it last looked first."""
    changed = Case(When(seen_state=F("state"), then=1), default=0)
    return for_inspector(actor).order_by(changed, "-id")[:NEWEST]


def may_decide_where_it_lies(actor: Actor, opening: Opening) -> bool:
    """Matters about police have their second person in the inspectorate only, wherever they lie now and whatever
    they are called by now: a chief must not learn from a wish that somebody complained, nor agree to it. Nobody decides
    where the matter speaks of them."""
    if opening.thread in actor.kept_from:
        return False
    if actor.may("inspect"):
        return True
    return not Thread.objects.filter(n=opening.thread, about_police=True).exists()


def waiting_for(actor: Actor) -> QuerySet[Opening]:
    """Wishes that wait for this person's word, oldest first."""
    wishes = to_decide(actor).exclude(thread__in=actor.kept_from)
    if actor.may("inspect"):
        return wishes
    return wishes.exclude(thread__in=Thread.objects.filter(about_police=True).values("n"))
