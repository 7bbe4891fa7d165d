"""Writing the desk card: the one door through which a list row changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lantoa.conversations.actions import bell, index
from lantoa.conversations.logic import tokens
from lantoa.conversations.logic.cards import rank
from lantoa.conversations.models import PlateMark, Thread, Wait
from lantoa.conversations.queries.avoiding import NOBODY, Away
from lantoa.conversations.queries.placing import Place
from lantoa.conversations.queries.routing import route
from lantoa.conversations.queries.waits import due_of
from lantoa.conversations.states import ABOUT_UNITS, LEADS_TO_TIP, Chip, Kind, Urgency
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Area, Desk


def held(thread: Thread) -> Thread:
    """The columns the search row was made of, as they stand now: somebody may have written since ``thread``
    was read, and FTS5 deletes rightly only with the very tokens it holds. Inside a transaction."""
    rows = Thread.objects.select_for_update().only("n", "tokens", "desk_id", "kind", "category")
    return rows.get(n=thread.n)


def _scope(thread: Thread) -> set[str]:
    return {f"desk:{thread.desk_id}", f"kind:{thread.kind}", f"category:{thread.category}"}


def _stands(thread: Thread) -> tuple[bool, int, bool]:
    """What the bell goes by: whether it rings, at which desk, and whether others may go on hearing it."""
    return bell.rings(thread), thread.desk_id, thread.kind == Kind.COMPLAINT


def write_card(*, thread: Thread, **changes: Any) -> Thread:
    """Set card columns (kind, category, urgency, chip, due_at, owner, open, waiting, desk, area ...).

    Rank, search row and bell follow; ``waiting`` begins or ends a stretch of time that our own clocks do not count.
    ``tips`` calls this for threads that have a tip; the verbs of this room call it for the others. The journal line is
    the calling verb's.
    """
    before, stood = _scope(thread), _stands(thread)
    if changes.get("kind") == Kind.COMPLAINT or ("desk" in changes and changes["desk"].kind in ABOUT_UNITS):
        changes["about_police"] = True
    if changes.get("waiting"):
        Wait.objects.get_or_create(thread=thread, until=None, defaults={"since": clock.now()})
    elif "waiting" in changes:
        Wait.objects.filter(thread=thread, until=None).update(until=clock.now())
    for name, value in changes.items():
        setattr(thread, name, value)
    thread.rank = rank(thread.urgency, thread.kind, thread.due_at)
    after, written = _scope(thread), [*changes, "rank"]
    if before != after:
        now = held(thread)
        if now.tokens:  # none: taken back or destroyed, and found no more
            thread.tokens = tokens.swap_scope(now.tokens, _scope(now), after - {"category:"})
            index.put(thread.n, thread.tokens, old=now.tokens)
            written.append("tokens")
    thread.save(update_fields=written)
    if bell.MOVES_IT & changes.keys() and _stands(thread) != stood:
        bell.follows(thread=thread, rang=stood[0])
    return thread


def counted_anew(thread: Thread) -> Thread:
    """Write the due hour of a thread without a tip as it follows from what is owed and who has the word."""
    return thread if thread.has_tip else write_card(thread=thread, due_at=due_of(thread))


def answered(*, thread: Thread, read: bool = True, overtaken_at: datetime | None = None) -> None:
    """The unit has written: nothing is owed in a thread without a tip, and colleagues see that it was answered.

    ``read``: whoever wrote has read what was there; fixed words of the house have not. ``overtaken_at``: when
    something came that they had not seen yet: it stays unread, and an answer to it is owed.
    """
    changes: dict[str, Any] = {"last_at": clock.now()}
    if overtaken_at is not None:
        changes |= {} if thread.has_tip else {"owed_since": overtaken_at}
        counted_anew(write_card(thread=thread, **changes))
        return
    if read:
        changes["unread"] = False
    if not thread.has_tip:
        changes["owed_since"] = None
        if thread.open and thread.chip in (Chip.NEW, Chip.UNSURE):
            changes["chip"] = Chip.ANSWERED
    counted_anew(write_card(thread=thread, **changes))


def settled(thread: Thread) -> Chip:
    """The chip of a thread that waits for nothing special any more."""
    return Chip.RECEIVED if thread.has_tip else Chip.NEW


def move(*, by: Actor, thread: Thread, desk: Desk, area: Area | None) -> Thread:
    """Lay a thread on another desk; plate marks go with it, and both desks keep a line."""
    old = thread.desk
    PlateMark.objects.filter(thread=thread).update(desk=desk)
    write_card(thread=thread, desk=desk, area=area, owner=None)
    if desk.pk != old.pk:
        write(by=by, verb="thread.left", unit=old.unit_id, thread=thread.n, about=f"desk:{desk.pk}")
        write(by=by, verb="thread.arrived", unit=desk.unit_id, thread=thread.n, about=f"desk:{old.pk}")
    return thread


def add_words(*, thread: Thread, text: str) -> None:
    """Put the words of a further text into the search row."""
    old = held(thread).tokens
    if not old:
        return
    thread.tokens = tokens.add_words(old, text)
    if thread.tokens != old:
        index.put(thread.n, thread.tokens, old=old)
        thread.save(update_fields=["tokens"])


def unlist(*, thread: Thread) -> None:
    """Take a thread out of the search index for good."""
    index.put(thread.n, "", old=held(thread).tokens)
    Thread.objects.filter(n=thread.n).update(tokens="")
    thread.tokens = ""


def heard_again(
    *, by: Actor, thread: Thread, text: str, kind: Kind, seen_category: str, place: Place, away: Away = NOBODY
) -> None:
    """A further message of the resident: the card rises, an unplaced thread finds its place.

    The kind may rise from chat or question to one that leads to a tip, never fall.
    """
    if thread.chip == Chip.WITHDRAWN:
        return  # the pages refuse it; what comes all the same opens nothing that was taken back
    add_words(thread=thread, text=text)
    changes: dict[str, Any] = {"unread": True, "last_at": clock.now(), "waiting": False}
    raised = kind in LEADS_TO_TIP and thread.kind not in LEADS_TO_TIP and thread.decided_by_id is None
    if raised:
        changes |= {"kind": kind, "category": thread.category or seen_category, "chip": Chip.NEW}
        changes |= {"urgency": Urgency.EMERGENCY} if kind == Kind.EMERGENCY else {}
    if not thread.open:
        changes |= {"open": True, "closed_at": None, "keep_until": None, "chip": Chip.NEW}
    elif thread.chip == Chip.ANSWERED and not thread.has_tip:
        changes["chip"] = Chip.NEW
    if thread.owed_since is None and not thread.has_tip:
        changes["owed_since"] = clock.now()
    counted_anew(write_card(thread=thread, **changes))
    unit, area = place
    if unit is not None and thread.desk.kind == "duty":
        way = route(kind=thread.kind, unit=unit, area=area, home=None, away=away)
        move(by=by, thread=thread, desk=way.desk, area=way.area)
        if thread.chip == Chip.WHERE:
            write_card(thread=thread, chip=settled(thread))
