"""The clocks of one tip, counted with its unit's working calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.kit import clock
from lantoa.places.queries import working
from lantoa.tips.logic.clocks import (
    CHECK_DAYS,
    EMERGENCY_MINUTES,
    HAND_OVER_HOURS,
    LOOK_HOURS,
    NOTICE_DAYS,
    Clock,
)
from lantoa.tips.models import Tip
from lantoa.tips.states import State


def _waited(tip: Tip) -> timedelta:
    since = tip.waiting_since
    return tip.waited + (clock.now() - since if since else timedelta())


def clocks_of(tip: Tip) -> list[Clock]:
    """All clocks of a tip that were ever started, in the order they fall due at first."""
    calendar = working.calendar_of(tip.unit)
    urgency, start = tip.thread.urgency, tip.received_at
    waited, stands = _waited(tip), tip.waiting_since is not None
    ended = tip.closed_at if tip.state != State.HANDED_OVER else tip.handed_over_at
    found: list[Clock] = []
    if urgency == "emergency":
        look = start + timedelta(minutes=EMERGENCY_MINUTES)
        steps: tuple[str, ...] = (f"{EMERGENCY_MINUTES} phút vì là tin khẩn, tính cả đêm và ngày nghỉ.",)
    else:
        due = calendar.after_hours(start, LOOK_HOURS[urgency])
        look, steps = due.at, tuple(due.steps)
    seen = tip.acknowledged_at or tip.answered_at or ended
    found.append(Clock("look", "Xem tin", look + waited, steps, seen, False, stands, start))
    notice = calendar.after_days(start, NOTICE_DAYS)
    told = tip.noticed_at or tip.answered_at or ended
    found.append(Clock("notice", "Báo đã nhận", notice.at, tuple(notice.steps), told, True, False, start))
    days = CHECK_DAYS + tip.extended_days
    check = start + timedelta(days=days)
    more = f" và {tip.extended_days} ngày gia hạn" if tip.extended_days else ""
    own = tip.crime_at is None
    found.append(
        Clock("check", "Kiểm tra xong", check + (waited if own else timedelta()),
              (f"{CHECK_DAYS} ngày{more}, tính cả ngày nghỉ.",), tip.answered_at or ended, not own, stands and own, start)
    )  # fmt: skip
    if tip.crime_at is not None:
        over = tip.crime_at + timedelta(hours=HAND_OVER_HOURS)
        words = "24 giờ liền, tính cả đêm và ngày nghỉ, vì có dấu hiệu tội phạm."
        found.append(Clock("hand_over", "Chuyển cơ quan điều tra", over, (words,), tip.handed_over_at, True, False,
                           tip.crime_at))  # fmt: skip
    return sorted(found, key=lambda one: one.due_at)


def promise_of(tip: Tip) -> datetime:
    """What the reporter's page promises: the notice, then the end of checking."""
    by_name = {one.name: one for one in clocks_of(tip)}
    first = by_name["notice"]
    return first.due_at if first.running else by_name["check"].due_at
