"""The one clock. Tests and the demonstration move it; nothing else asks the machine for the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_moved: ContextVar[list[datetime] | None] = ContextVar("moved", default=None)


def now() -> datetime:
    """The moment, aware, in UTC."""
    held = _moved.get()
    return held[0] if held else datetime.now(timezone.utc)


def here(moment: datetime | None = None) -> datetime:
    """A moment (or now) as the clocks in Cần Thơ show it."""
    return (moment or now()).astimezone(HERE)


def today() -> date:
    """The day in Cần Thơ."""
    return here().date()


def nearness(due: datetime, at: datetime) -> str:
    """How a deadline stands at a moment: ``late``, ``soon`` (it falls due on that day) or empty: all that colour
    says."""
    if at > due:
        return "late"
    return "soon" if here(due).date() == here(at).date() else ""


@contextmanager
def moved(to: datetime) -> Iterator[None]:
    """Inside, the clock stands at ``to`` until ``advance`` moves it."""
    if to.tzinfo is None:
        to = to.replace(tzinfo=HERE)
    token = _moved.set([to.astimezone(timezone.utc)])
    try:
        yield
    finally:
        _moved.reset(token)


def advance(by: timedelta) -> None:
    """Move a standing clock forward. Raises RuntimeError outside ``moved``."""
    held = _moved.get()
    if held is None:
        raise RuntimeError("Only a clock that was moved can be advanced.")
    held[0] += by
