"""What a person who told something is promised: the same words on the receipt and on the status page.

The hours are those of the clocks that officers see (``clocks_of``, and ``due_of`` for a thread without a tip); the rule
beside an hour is the one it was counted by. An emergency promises no hour: a bell rings until somebody accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.conversations.logic.cards import NOTHING_DUE
from lantoa.conversations.logic.looks import LOOK_HOURS
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.waits import due_of
from lantoa.conversations.states import NO_THREAD_FROM_GROUP, Kind
from lantoa.duties.queries import accepted_at
from lantoa.kit import clock, words
from lantoa.tips.logic.clocks import CHECK_DAYS, NOTICE_DAYS, Clock
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.states import ENDED, NEEDS_AN_ANSWER


@dataclass(frozen=True, slots=True)
class Hour:
    """One thing that is promised by an hour, and the rule the hour follows from."""

    what: str
    at: datetime
    rule: str
    late: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What stands on the page: a sentence, hours, and whether we wait for the person."""

    sentence: str = ""
    hours: tuple[Hour, ...] = ()
    waiting: bool = False


def promise(thread: Thread, tip: Tip | None) -> Promise:
    """What the holder of the receipt may count on now; nothing when nothing is owed."""
    seen = tip.merged_into if tip is not None and tip.merged_into is not None else tip
    if not thread.open or (seen is not None and seen.state in ENDED):
        return Promise()
    if thread.waiting:
        return Promise(waiting=True)
    if thread.kind == Kind.EMERGENCY:  # for these a bell rings, and for no others
        return Promise(_emergency(thread, seen))
    if seen is None:
        return Promise(hours=_without_tip(thread))
    return Promise(hours=_by_clocks(seen) if seen.state in NEEDS_AN_ANSWER else ())


def _emergency(thread: Thread, tip: Tip | None) -> str:
    taken = accepted_at(thread.n)
    if taken is not None:
        return _("Đã có người nhận lúc %s.") % words.promise(taken)
    if tip is not None and tip.state not in NEEDS_AN_ANSWER:
        return ""
    return _("Đang báo trực ban. Có người nhận thì trang này cho biết.")


def _without_tip(thread: Thread) -> tuple[Hour, ...]:
    due = due_of(thread)
    if due == NOTHING_DUE or thread.kind in NO_THREAD_FROM_GROUP or thread.urgency not in LOOK_HOURS:
        return ()
    return (Hour(_("Trả lời chậm nhất"), due, _working_hours(thread.urgency), clock.now() > due),)


def _by_clocks(tip: Tip) -> tuple[Hour, ...]:
    now = clock.now()
    told = [(one, _told(one, tip)) for one in clocks_of(tip) if one.running and not one.stands]
    return tuple(Hour(what, one.due_at, rule, one.state(now) == "late") for one, (what, rule) in told if what)


def _told(one: Clock, tip: Tip) -> tuple[str, str]:
    """A clock in a resident's words, with its rule; empty for the one that is only between offices."""
    if one.name == "look":
        promised = tip.look_urgency in LOOK_HOURS  # not what came as an emergency, also when it is none any more
        return (_("Có người xem chậm nhất"), _working_hours(tip.look_urgency)) if promised else ("", "")
    if one.name == "notice":
        rule = ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", NOTICE_DAYS) % {"n": NOTICE_DAYS}
        return _("Báo lại là đã nhận chậm nhất"), rule
    days = CHECK_DAYS + (tip.extended_days if one.name == "check" else 0)
    rule = ngettext("%(n)s ngày, tính cả ngày nghỉ", "%(n)s ngày, tính cả ngày nghỉ", days) % {"n": days}
    return {"check": _("Trả lời kết quả chậm nhất"), "again": _("Kiểm tra lại chậm nhất")}.get(one.name, ""), rule


def _working_hours(urgency: str) -> str:
    many = LOOK_HOURS[urgency]
    rule = ngettext(
        "%(n)s giờ làm việc, không tính đêm và ngày nghỉ", "%(n)s giờ làm việc, không tính đêm và ngày nghỉ", many
    )
    return rule % {"n": many}
