"""Everything the page of one tip shows, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import holders_of_desk, names_of
from lantoa.conversations import rules as threads_rules
from lantoa.conversations.queries import rows, sealed
from lantoa.delivery import queries as delivery
from lantoa.duties.logic import Taken
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit.collation import by_person
from lantoa.kit.undo import in_time
from lantoa.tips import rules
from lantoa.tips.logic import words
from lantoa.tips.logic.clocks import Clock
from lantoa.tips.models import Tip
from lantoa.tips.queries import duplicates
from lantoa.tips.queries.clocks import clocks_of, days_left
from lantoa.tips.queries.tips import followers_of, history
from lantoa.tips.states import ENDED, HAS_SHEET, MOVES, NEEDS_AN_ANSWER, OPEN, State


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

    @property
    def words(self) -> str:
        """What it is and how it stands; a clock that runs says how long it still has beside it."""
        if self.clock.stands:
            return _("%(clock)s: tạm dừng, chờ người báo") % {"clock": self.clock.label}
        if self.clock.running:
            return self.clock.label
        if self.clock.name == "notice" and self.state == "met":
            return _("Đã báo cho người gửi")
        how = _("xong nhưng trễ") if self.state == "late" else _("đã xong")
        return f"{self.clock.label}: {how}"


@dataclass(slots=True)
class TipPage:
    """The page of one tip for one person."""

    tip: Tip
    taken: Taken | None
    card: sealed.Card
    said: list[sealed.Said]
    clocks: list[Shown]
    entries: list[Entry]
    may: dict[str, bool]
    colleagues: list[Staff]
    suggestions: list[duplicates.Suggestion]
    waiting: list[delivery.Waiting]
    wishes: dict[str, str]
    days_left: int
    followers: list[Tip] = field(default_factory=list)
    main: Tip | None = None

    @property
    def title(self) -> str:
        """What an officer called it, else the first words of whoever told."""
        return rows.title_of(self.card)

    @property
    def about(self) -> rows.Sign:
        """What it is about; dashed while only the machine says so."""
        return rows.about_of(self.tip.thread, self.card.excerpt)

    @property
    def days_offered(self) -> int:
        """What the form of an extension offers at first."""
        return min(10, self.days_left)


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
    now = clock.now()
    return [Shown(one, one.state(now), one.percent(now)) for one in clocks_of(leading(tip))]


def leading(tip: Tip) -> Tip:
    """The tip whose work counts: a merged one follows its main."""
    return tip.merged_into if tip.state == State.MERGED and tip.merged_into is not None else tip


def allowed(actor: Actor, tip: Tip) -> dict[str, bool]:
    """Which verbs this person may use on this tip now: the page offers these and no others."""
    move, state = rules.may_move(actor, tip), State(tip.state)
    ways = frozenset() if state == State.MERGED else MOVES[state]
    undo = partial(in_time, now=clock.now())
    return {
        "acknowledge": move and State.ACKNOWLEDGED in ways,
        "check": move and State.CHECKING in ways,
        "answer": move and State.ANSWERED in ways,
        "ask": move and state in NEEDS_AN_ANSWER,
        "say": move and state != State.WITHDRAWN,
        "close": move and (State.CLOSED in ways or (state in ENDED and tip.thread.open)),
        "merge": move and State.MERGED in ways,
        "unmerge": move and state == State.MERGED and _theirs(actor, tip.merged_by_id) and undo(tip.merged_at),
        "refuse": rules.may_refuse(actor, tip) and State.REFUSED in ways,
        "extend": rules.may_refuse(actor, tip) and days_left(tip) > 0,
        "crime": move and state in OPEN and tip.crime_at is None,
        "uncrime": move and state in OPEN and _theirs(actor, tip.crime_by_id) and undo(tip.crime_at),
        "hand_over": rules.may_hand_over(actor, tip) and State.HANDED_OVER in ways,
        "number": rules.may_hand_over(actor, tip) and state == State.HANDED_OVER,
        "sheet": rules.may_hand_over(actor, tip) and state in HAS_SHEET,
        "assign": threads_rules.may_assign(actor, tip.thread),
        "transfer": move and threads_rules.may_assign(actor, tip.thread) and state in OPEN,
        "label": move and threads_rules.may_answer(actor, tip.thread) and state != State.WITHDRAWN,
        "note": threads_rules.may_answer(actor, tip.thread),
    }


def _theirs(actor: Actor, staff: int | None) -> bool:
    return actor.kind == "staff" and str(staff) == actor.id


def tip_page(actor: Actor, tip: Tip) -> TipPage:
    """Gather the page. The number of statements does not depend on how much was said."""
    thread = tip.thread
    return TipPage(
        tip=tip,
        taken=rows.taken_among([thread]).get(thread.n),
        card=sealed.card(thread),
        said=sealed.said(thread, notes=True, holder=actor.id),
        clocks=shown_clocks(tip),
        entries=entries_of(tip),
        may=allowed(actor, tip),
        colleagues=by_person(holders_of_desk(thread.desk_id, thread=thread.n)) if actor.may("assign") else [],
        suggestions=duplicates.suggestions(actor, tip) if tip.state in OPEN else [],
        waiting=delivery.waiting(thread.n),
        wishes=sealed.wishes(thread),
        days_left=days_left(tip),
        followers=[one for one in followers_of(tip) if rules.may_read(actor, one)],
        main=tip.merged_into if tip.merged_into is not None and rules.may_read(actor, tip.merged_into) else None,
    )
