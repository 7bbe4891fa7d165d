"""The clocks of a tip: which hours run, which are met, which stand still, and how each was counted.

Our own clocks (look at it, answer) stop while the resident has the word; the legal ones never do:
24 hours for handing over what looks like a crime, 3 working days for the notice of reception, 20 days for
checking (reference: BLTTHS 2015 art. 147, TTLT 01/2017 art. 14; see docs/words.md).

One arithmetic: the hour and the words that explain it come from the same count. Time is cut out in stretches, from
the front, and only up to the moment a clock was met, so nothing done later changes what was late or in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.conversations.logic.looks import EMERGENCY_MINUTES, LOOK_HOURS
from lantoa.kit.clock import nearness
from lantoa.places.logic.calendar import Calendar, Due, Pause, after

HAND_OVER_HOURS = 24
NOTICE_DAYS = 3
CHECK_DAYS = 20
MOST_EXTENSION = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened to a tip, as far as clocks ask. ``ended_at``: refused or taken back."""

    received_at: datetime
    urgency: str
    acknowledged_at: datetime | None = None
    noticed_at: datetime | None = None
    first_answered_at: datetime | None = None
    handed_over_at: datetime | None = None
    ended_at: datetime | None = None
    crime_at: datetime | None = None
    extended_days: int = 0
    again: tuple[tuple[datetime, datetime | None], ...] = ()
    pauses: tuple[Pause, ...] = ()
    waiting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline. ``met_at`` once done; ``stands`` while our own clock waits for the resident; ``paused`` is
    the time that was not counted."""

    name: str
    label: str
    due_at: datetime
    steps: tuple[str, ...]
    met_at: datetime | None
    legal: bool
    stands: bool
    started_at: datetime
    paused: timedelta = timedelta()

    @property
    def running(self) -> bool:
        """Still to be met."""
        return self.met_at is None

    def state(self, now: datetime) -> str:
        """``met``, ``late``, ``soon`` (it falls due today) or empty."""
        if (self.met_at or now) > self.due_at:
            return "late"
        if self.met_at is not None:
            return "met"
        return "" if self.stands else nearness(self.due_at, now)

    def percent(self, now: datetime) -> int:
        """How much of the time that counts is used."""
        whole = (self.due_at - self.started_at - self.paused) / timedelta(seconds=1)
        used = (min(self.met_at or now, self.due_at) - self.started_at - self.paused) / timedelta(seconds=1)
        return int(max(0, min(100, 100 * used / whole))) if whole > 0 else 100


def clocks(facts: Facts, calendar: Calendar, now: datetime) -> list[Clock]:
    """All clocks that were ever started, in the order they fall due."""
    ended = (facts.first_answered_at, facts.handed_over_at, facts.ended_at)
    found = [
        _look(facts, calendar, now, _first(facts.acknowledged_at, *ended)),
        _legal("notice", "Báo đã nhận", facts.received_at, calendar.after_days(facts.received_at, NOTICE_DAYS),
               _first(facts.noticed_at, *ended)),
        _check(facts, now, _first(*ended)),
    ]  # fmt: skip
    found += [_again(facts, since, done, now) for since, done in facts.again]
    if facts.crime_at is not None:
        why = f"{HAND_OVER_HOURS} giờ liền, tính cả đêm và ngày nghỉ, vì có dấu hiệu tội phạm."
        due = after(facts.crime_at, timedelta(hours=HAND_OVER_HOURS), (), why)
        over = _first(facts.handed_over_at, facts.ended_at)
        found.append(_legal("hand_over", "Chuyển cơ quan điều tra", facts.crime_at, due, over))
    return sorted(found, key=lambda one: one.due_at)


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _until(pauses: Iterable[Pause], end: datetime | None) -> list[Pause]:
    """The stretches before ``end``; what came after it counts for nothing."""
    if end is None:
        return list(pauses)
    return [(off, min(on, end)) for off, on in pauses if off < end]


def _legal(name: str, label: str, start: datetime, due: Due, met: datetime | None) -> Clock:
    return Clock(name, label, due.at, due.steps, met, legal=True, stands=False, started_at=start)


def _own(
    name: str, label: str, start: datetime, due: Due, met: datetime | None, pauses: Sequence[Pause], *,
    stands: bool, legal: bool = False,
) -> Clock:  # fmt: skip
    end = due.at if met is None else min(met, due.at)
    paused = sum(
        (min(on, end) - max(off, start) for off, on in pauses if max(off, start) < min(on, end)), start=timedelta()
    )
    return Clock(name, label, due.at, due.steps, met, legal, stands and met is None, start, paused)


def _look(facts: Facts, calendar: Calendar, now: datetime, met: datetime | None) -> Clock:
    start, pauses = facts.received_at, _until(facts.pauses, met)
    if facts.urgency == "emergency":
        why = f"{EMERGENCY_MINUTES} phút vì là tin khẩn, tính cả đêm và ngày nghỉ."
        due = after(start, timedelta(minutes=EMERGENCY_MINUTES), pauses, why)
    else:
        due = calendar.after_hours(start, LOOK_HOURS[facts.urgency], pauses)
    return _own("look", "Xem tin", start, due, met, pauses, stands=_stands(facts, due, now))


def _check(facts: Facts, now: datetime, met: datetime | None) -> Clock:
    """20 days; from the mark of a crime on it is the law's and no waiting is cut out."""
    start, pauses = facts.received_at, _until(_until(facts.pauses, met), facts.crime_at)
    more = f" và {facts.extended_days} ngày gia hạn" if facts.extended_days else ""
    length = timedelta(days=CHECK_DAYS + facts.extended_days)
    due = after(start, length, pauses, f"{CHECK_DAYS} ngày{more}, tính cả ngày nghỉ.")
    legal = facts.crime_at is not None
    return _own("check", "Kiểm tra xong", start, due, met, pauses, legal=legal,
                stands=not legal and _stands(facts, due, now))  # fmt: skip


def _again(facts: Facts, since: datetime, done: datetime | None, now: datetime) -> Clock:
    met = _first(done, facts.ended_at)
    pauses = _until(facts.pauses, met)
    due = after(since, timedelta(days=CHECK_DAYS), pauses, f"{CHECK_DAYS} ngày từ khi mở lại, tính cả ngày nghỉ.")
    return _own("again", "Kiểm tra lại", since, due, met, pauses, stands=_stands(facts, due, now))


def _stands(facts: Facts, due: Due, now: datetime) -> bool:
    """Whether the resident has the word, and had it before this clock was late."""
    return facts.waiting_since is not None and due.at >= now
