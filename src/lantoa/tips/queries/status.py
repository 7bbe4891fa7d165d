"""What the status page shows of a thread to whoever holds its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Direction
from lantoa.media.queries import Shown, files_by_id, shown
from lantoa.places.models import Unit
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import promise_of
from lantoa.tips.states import NEEDS_AN_ANSWER, State


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps of a tip."""

    label: str
    at: datetime | None
    short: str
    done: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the reporter sees it."""

    mine: bool
    first: bool
    who: str
    text: str
    at: datetime
    read: bool
    files: list[Shown]


def by_public_id(public_id: str) -> Thread | None:
    """The thread a sealed token of the status page names, unless its text is gone."""
    rows = Thread.objects.select_related("desk__unit", "area").filter(public_id=public_id, destroyed_at=None)
    return rows.first()


def unit_words(unit: Unit) -> str:
    """``Công an phường Cái Khế``."""
    return _("Công an %s") % (unit.name[:1].lower() + unit.name[1:])


def lines(thread: Thread) -> list[Line]:
    """The two-way thread in the open, with files under addresses of ten minutes."""
    said = sealed.said(thread, notes=False)
    held = files_by_id(pk for one in said for pk in one.message.files)
    who = unit_words(thread.desk.unit)
    found, first = [], True
    for one in said:
        mine = one.message.direction == Direction.IN
        label = (_("Tin đã gửi") if first else _("Người báo tin")) if mine else who
        files = shown([held[pk] for pk in one.message.files if pk in held])
        read = mine and one.message.read_at is not None
        found.append(Line(mine, first, label, one.text, one.message.at, read, files))
        first = False
    return found


_ENDS = {State.HANDED_OVER: "handed_over", State.REFUSED: "refused", State.WITHDRAWN: "withdrawn"}


def path(tip: Tip | None, thread: Thread) -> list[Step]:
    """The five steps; a tip that was joined to another shows how far that one is."""
    seen = tip.merged_into if tip is not None and tip.merged_into is not None else tip
    last = {
        "handed_over": _("Đã chuyển cơ quan điều tra"),
        "refused": _("Không kiểm tra"),
        "withdrawn": _("Đã rút lại"),
    }.get(seen.state if seen else "", _("Kết thúc"))
    answered = not thread.unread and tip is None
    at: list[datetime | None] = [thread.received_at, None, None, None, thread.closed_at]
    if seen is not None:
        at = [seen.received_at, seen.acknowledged_at, None, seen.answered_at, seen.closed_at or seen.handed_over_at]
    order = [State.RECEIVED, State.ACKNOWLEDGED, State.CHECKING, State.ANSWERED, State.CLOSED]
    state = State(seen.state) if seen is not None else State.ACKNOWLEDGED if answered else State.RECEIVED
    reached = 4 if state in _ENDS else order.index(state) if state in order else 0
    labels = [_("Đã nhận"), _("Đã xem"), _("Đang kiểm tra"), _("Trả lời"), last]
    return [Step(label, at[n] if n <= reached else None, n < reached, n == reached) for n, label in enumerate(labels)]


def promised(tip: Tip | None) -> datetime | None:
    """Until when an answer is promised; nothing when none is owed."""
    return promise_of(tip) if tip is not None and tip.state in NEEDS_AN_ANSWER else None
