"""Likely duplicates of a tip: suggested, never decided."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.conversations.logic.sorting import sort_text, twins
from lantoa.conversations.logic.sorting.wordrules import LONGEST
from lantoa.conversations.logic.tokens import token
from lantoa.conversations.queries import sealed
from lantoa.journal.logic import Actor
from lantoa.tips import rules
from lantoa.tips.models import Tip
from lantoa.tips.queries.tips import candidates, same_plates

_NEAR = 12
"""So many candidates, those with most tokens in common, are compared in words."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another open tip that may tell the same, and why it is thought so."""

    tip: Tip
    title: str
    why: str


def _scopes(tip: Tip) -> set[str]:
    thread = tip.thread
    return {token(f"{name}:{value}") for name, value in
            (("desk", thread.desk_id), ("kind", thread.kind), ("category", thread.category))}  # fmt: skip


def _alike(one: set[str], other: set[str]) -> float:
    """Share of common words (as tokens) among all of both."""
    return len(one & other) / max(1, len(one | other))


def _print(tip: Tip, told: str) -> twins.Print:
    text = told[:LONGEST]
    return twins.print_of(str(tip.pk), tip.received_at, text, sort_text(text, channel=tip.thread.channel))


def suggestions(actor: Actor, tip: Tip) -> list[Suggestion]:
    """At most five open tips of the same desk within 72 hours with an equal plate or a telling much like this one.

    Tokens (keyed hashes) choose whom to compare; the comparing is done on the open text, which this person may
    read anyway, and leaves nothing behind.
    """
    plates = {one.pk for one in same_plates(tip)}
    mine = set(tip.thread.tokens.split()) - _scopes(tip)
    others = [other for other in candidates(tip) if rules.may_read(actor, other)]
    others.sort(key=lambda o: (o.pk not in plates, -_alike(mine, set(o.thread.tokens.split()) - _scopes(o))))
    near = others[:_NEAR]
    if not near:
        return []
    told = sealed.told_in([tip.thread, *(other.thread for other in near)])
    own = _print(tip, told[tip.thread_id])
    found: list[tuple[float, Tip, str]] = []
    for other in near:
        alike = twins.likeness(own, _print(other, told[other.thread_id]))
        if other.pk in plates:
            found.append((1 + alike, other, "biển số giống"))
        elif alike >= twins.THRESHOLD:
            found.append((alike, other, "cùng nơi, cùng lúc, lời kể giống"))
    found.sort(key=lambda row: -row[0])
    cards = {c.thread.n: c for c in sealed.cards([other.thread for _, other, _ in found[:5]])}
    return [Suggestion(o, cards[o.thread_id].title or cards[o.thread_id].excerpt, why) for _, o, why in found[:5]]
