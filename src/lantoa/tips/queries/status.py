"""What the status page shows of a thread to whoever holds its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Chip, Direction
from lantoa.kit import clock
from lantoa.media.queries import Shown, files_by_id, shown
from lantoa.places.models import Unit
from lantoa.tips.models import Tip
from lantoa.tips.states import State


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
    answer: bool
    who: str
    text: str
    at: datetime
    read: bool
    files: list[Shown]
    odd: list[str]


def by_public_id(public_id: str) -> Thread | None:
    """The thread a sealed token of the status page names, unless its text is gone."""
    rows = Thread.objects.select_related("desk__unit").filter(public_id=public_id, destroyed_at=None)
    return rows.order_by().first()


def tip_of(thread: Thread) -> Tip | None:
    """The tip of a thread in one narrow statement: what is in hand already is not read again."""
    tip = Tip.objects.filter(thread=thread).order_by().first()
    if tip is not None:
        tip.thread = thread
        if tip.unit_id == thread.desk.unit_id:
            tip.unit = thread.desk.unit
        if tip.clock_unit_id == thread.desk.unit_id:
            tip.clock_unit = thread.desk.unit
    return tip


def copy_of(thread: Thread) -> Tip | None:
    """The tip of the copy of an emergency that lies above, in which the same words are worked on."""
    if not thread.about_police:
        return None  # only what blames somebody has one
    rows = Tip.objects.select_related("thread__desk__unit", "unit", "clock_unit")
    return rows.filter(thread__beside=thread, thread__destroyed_at=None).first()


def unit_words(unit: Unit) -> str:
    """``Công an phường Cái Khế``."""
    return _("Công an %s") % (unit.name[:1].lower() + unit.name[1:])


def lines(thread: Thread) -> list[Line]:
    """The two-way thread in the open, the newest first, with files under addresses of ten minutes."""
    return _lines(thread, sealed.said(thread, notes=False))


def lines_above(copy: Thread) -> list[Line]:
    """What was answered in the copy above; what the reporter wrote stands in the emergency already."""
    said = sealed.said(copy, notes=False)
    return _lines(copy, [one for one in said if one.message.direction != Direction.IN])


def _lines(thread: Thread, said: list[sealed.Said]) -> list[Line]:
    held = files_by_id(pk for one in said for pk in one.message.files)
    who = unit_words(thread.desk.unit)
    found, first = [], True
    for one in said:
        mine = one.message.direction == Direction.IN
        label = (_("Tin đã gửi") if first else _("Người báo tin")) if mine else who
        files = shown([held[pk] for pk in one.message.files if pk in held])
        read = mine and one.message.read_at is not None
        answer = one.message.direction == Direction.OUT
        found.append(Line(mine, answer, label, one.text, one.message.at, read, files, one.odd))
        first = False
    return found[::-1]


_ENDS = frozenset({State.HANDED_OVER, State.REFUSED, State.WITHDRAWN})
_ORDER = (State.RECEIVED, State.ACKNOWLEDGED, State.CHECKING, State.ANSWERED, State.CLOSED)


def _last_label(state: State | None) -> str:
    ends = {
        State.HANDED_OVER: _("Đã chuyển cơ quan điều tra"),
        State.REFUSED: _("Không kiểm tra"),
        State.WITHDRAWN: _("Đã rút lại"),
    }
    return ends.get(state, _("Kết thúc")) if state else _("Kết thúc")


def _short(moment: datetime | None) -> str:
    """The hour today, else the day: five of them stand side by side on a phone."""
    if moment is None:
        return ""
    then = clock.here(moment)
    return f"{then:%H:%M}" if then.date() == clock.today() else f"{then:%d/%m}"


def path(tip: Tip | None, thread: Thread) -> list[Step]:
    """The steps that were taken, the one it stands at and those to come; what was jumped over is not shown as done.

    A tip that was joined to another shows how far that one is.
    """
    seen = tip.merged_into if tip is not None and tip.merged_into is not None else tip
    state: State | None = None
    if seen is None:
        told = thread.last_at if thread.chip == Chip.ANSWERED else None
        moments: list[datetime | None] = [thread.received_at, None, None, told, thread.closed_at]
        reached = 4 if not thread.open else 3 if told else 0 if thread.unread else 1
    else:
        moments = [
            seen.received_at,
            seen.acknowledged_at,
            seen.checking_at,
            seen.answered_at,
            seen.handed_over_at if seen.state == State.HANDED_OVER else seen.closed_at,
        ]
        state = State(seen.state)
        reached = 4 if state in _ENDS else _ORDER.index(state)
    if thread.chip == State.WITHDRAWN:
        state, reached = State.WITHDRAWN, 4
    labels = [_("Đã nhận"), _("Đã xem"), _("Đang kiểm tra"), _("Trả lời"), _last_label(state)]
    return [
        Step(label, moments[n] if n <= reached else None, _short(moments[n] if n <= reached else None),
             done=n < reached, current=n == reached)
        for n, label in enumerate(labels)
        if n >= reached or moments[n] is not None
    ]  # fmt: skip
