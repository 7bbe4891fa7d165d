"""Everything the page of one tip shows, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import holders_of_desk, names_of
from lantoa.conversations.queries import sealed, threads
from lantoa.delivery import queries as delivery
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.tips import rules
from lantoa.tips.logic import words
from lantoa.tips.logic.clocks import Clock
from lantoa.tips.models import Tip
from lantoa.tips.queries import duplicates
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.queries.tips import history
from lantoa.tips.states import ENDED, MOVES, NEEDS_AN_ANSWER, OPEN, State


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal in words."""

    words: str
    who: str
    at: datetime
    css: str


@dataclass(slots=True)
class Shown:
    """A clock with its state at this moment, and how full its ring is."""

    clock: Clock
    state: str
    percent: int


@dataclass(slots=True)
class TipPage:
    """The page of one tip for one person."""

    tip: Tip
    card: sealed.Card
    said: list[sealed.Said]
    clocks: list[Shown]
    entries: list[Entry]
    may: dict[str, bool]
    colleagues: list[Staff]
    suggestions: list[duplicates.Suggestion]
    waiting: list[delivery.Waiting]
    wishes: dict[str, str]
    others: int
    followers: list[Tip] = field(default_factory=list)


def _who(kind: str, actor_id: str, names: dict[str, str]) -> str:
    fixed = {"house": "Hệ thống", "reporter": "Người báo", "messenger": "Người báo"}
    return fixed.get(kind) or names.get(actor_id, "Cán bộ")


def entries_of(tip: Tip) -> list[Entry]:
    """The journal of a tip, newest first, without the house's own bookkeeping."""
    lines = [line for line in history(tip.thread) if line.verb not in words.HIDDEN_VERBS]
    names = names_of({line.actor_id for line in lines if line.actor_kind == "staff"})
    return [
        Entry(
            words.said(line.verb),
            _who(line.actor_kind, line.actor_id, names),
            line.at,
            "key" if line.verb in words.KEY_VERBS else "sealed" if line.verb in words.SEALED_VERBS else "",
        )
        for line in lines
    ]


def shown_clocks(tip: Tip) -> list[Shown]:
    """The clocks of a tip as the page draws them."""
    now, found = clock.now(), []
    for one in clocks_of(tip):
        whole = max(1.0, (one.due_at - one.started_at).total_seconds())
        gone = ((one.met_at or now) - one.started_at).total_seconds()
        found.append(Shown(one, one.state(now), int(max(0, min(100, 100 * gone / whole)))))
    return found


def allowed(actor: Actor, tip: Tip) -> dict[str, bool]:
    """Which verbs this person may use on this tip now: what the page offers."""
    ways, move = MOVES[State(tip.state)], rules.may_move(actor, tip)
    return {
        "acknowledge": move and State.ACKNOWLEDGED in ways,
        "check": move and State.CHECKING in ways,
        "answer": move and State.ANSWERED in ways,
        "say": move and tip.state not in (State.WITHDRAWN,),
        "close": move and (State.CLOSED in ways or (tip.state in ENDED and tip.thread.open)),
        "merge": move and State.MERGED in ways,
        "unmerge": tip.state == State.MERGED and str(tip.merged_by_id) == actor.id,
        "refuse": rules.may_refuse(actor, tip) and State.REFUSED in ways,
        "extend": rules.may_refuse(actor, tip) and tip.state in NEEDS_AN_ANSWER,
        "crime": move and tip.state in OPEN and tip.crime_at is None,
        "hand_over": rules.may_hand_over(actor, tip) and State.HANDED_OVER in ways,
        "number": rules.may_hand_over(actor, tip) and tip.state == State.HANDED_OVER,
        "assign": rules.may_read(actor, tip) and actor.may("assign"),
    }


def tip_page(actor: Actor, tip: Tip) -> TipPage:
    """Gather the page. The number of statements does not depend on how much was said."""
    thread = tip.thread
    return TipPage(
        tip=tip,
        card=sealed.card(thread),
        said=sealed.said(thread, notes=True, holder=actor.id),
        clocks=shown_clocks(tip),
        entries=entries_of(tip),
        may=allowed(actor, tip),
        colleagues=list(holders_of_desk(thread.desk_id)) if actor.may("assign") else [],
        suggestions=duplicates.suggestions(actor, tip) if tip.state in OPEN else [],
        waiting=delivery.waiting(thread.n),
        wishes=sealed.wishes(thread),
        others=threads.others_of(actor, thread),
        followers=list(Tip.objects.select_related("thread").filter(merged_into=tip)),
    )
