"""Working time: hours and days counted over weekends, holidays, make-up days and lunch, and said in words.

Days are those of the place (Asia/Ho_Chi_Minh). A period in days begins with the day after (Civil Code 2015, art. 147);
its end is the end of work of the last day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lantoa.kit.clock import HERE, here

Span = tuple[time, time]
Pause = tuple[datetime, datetime]
SPANS: tuple[Span, ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
WEEKDAYS = frozenset({0, 1, 2, 3, 4})
FARTHEST = 3660
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class NeverWorks(Exception):
    """No working time within ten years: the calendar is wrong."""


@dataclass(frozen=True, slots=True)
class Due:
    """A moment and, in words, how it was counted."""

    at: datetime
    steps: tuple[str, ...]


def day_words(day: date) -> str:
    """``thứ Ba 28/04``."""
    return f"{_NAMES[day.weekday()]} {day:%d/%m}"


def length_words(length: timedelta) -> str:
    """``7 giờ 20 phút``."""
    minutes = round(length / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} phút")
    return " ".join(parts)


def _clock_words(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one unit works. ``off`` names the days off, ``made_up`` are weekend days worked."""

    spans: tuple[Span, ...] = SPANS
    weekdays: frozenset[int] = WEEKDAYS
    off: Mapping[date, str] = field(default_factory=dict)
    made_up: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether the unit works on this day."""
        return day in self.made_up or (day.weekday() in self.weekdays and day not in self.off)

    def why_off(self, day: date) -> str:
        """``thứ Hai 27/04 (Giỗ Tổ Hùng Vương, nghỉ bù)``; a weekend day without a name is only named."""
        name = self.off.get(day, "")
        return f"{day_words(day)} ({name})" if name else day_words(day)

    def _open(self, day: date) -> list[Pause]:
        if not self.works(day):
            return []
        return [(datetime.combine(day, a, HERE), datetime.combine(day, b, HERE)) for a, b in self.spans]

    def _days(self, start: date) -> Iterator[date]:
        for ahead in range(FARTHEST):
            yield start + timedelta(days=ahead)
        raise NeverWorks("Lịch làm việc không có ngày nào làm; xem lại giờ làm của đơn vị.")

    def after_hours(self, start: datetime, hours: float, pauses: Sequence[Pause] = ()) -> Due:
        """The moment that many working hours later; ``pauses`` (waiting for the resident) do not count."""
        left = timedelta(hours=hours)
        begin = here(start)
        story = _Story(self, f"Tính từ {_moment(begin)}, {length_words(left)} làm việc.")
        if left <= timedelta():
            return Due(start, (story.steps[0], "Không cần chờ giờ làm việc."))
        for day in self._days(begin.date()):
            pieces = _without(self._open(day), begin, pauses)
            used = timedelta()
            last = begin
            for a, b in pieces:
                take = min(b - a, left)
                used += take
                left -= take
                last = a + take
                if not left:
                    break
            story.day(day, used, last, paused=bool(_without(self._open(day), begin, ())), first=begin)
            if not left:
                return Due(last, story.told(last))
        raise NeverWorks("Lịch làm việc không có ngày nào làm.")

    def after_days(self, start: datetime, days: int) -> Due:
        """The end of work of the n-th working day after the day of ``start``."""
        begin = here(start)
        story = _Story(self, f"Tính từ ngày sau {_moment(begin)}, {days} ngày làm việc.")
        counted = 0
        for day in self._days(begin.date() + timedelta(days=1)):
            if not self.works(day):
                story.skip(day)
                continue
            counted += 1
            story.line(f"Ngày thứ {counted}: {day_words(day)}{' (ngày làm bù)' if day in self.made_up else ''}.")
            if counted >= days:
                end = datetime.combine(day, self.spans[-1][1], HERE)
                return Due(end, story.told(end))
        raise NeverWorks("Lịch làm việc không có ngày nào làm.")

    def worked(self, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
        """Working time between two moments, pauses taken out."""
        begin, stop = here(start), here(end)
        total, day = timedelta(), begin.date()
        while day <= stop.date():
            for a, b in _without(self._open(day), begin, pauses):
                total += max(min(b, stop) - a, timedelta())
            day += timedelta(days=1)
        return total


def after(start: datetime, length: timedelta, pauses: Sequence[Pause], reason: str) -> Due:
    """The moment that much plain time later, nights and days off counted; ``pauses`` do not count.

    ``reason`` opens the words, such as ``20 ngày, tính cả ngày nghỉ.``
    """
    end, counted, steps = start + length, start, [f"Tính từ {_moment(here(start))}: {reason}"]
    for off, on in sorted(pauses):
        begin = max(off, counted)
        if begin >= end or on <= begin:
            continue
        end, counted = end + (on - begin), on
        steps.append(f"Chờ người báo từ {_moment(here(begin))} tới {_moment(here(on))}: không tính.")
    return Due(end, (*steps, f"Hạn: {_moment(here(end))}."))


def _moment(moment: datetime) -> str:
    return f"{_clock_words(moment)} {_NAMES[moment.weekday()]}, {moment:%d/%m/%Y}"


def _without(spans: list[Pause], begin: datetime, pauses: Sequence[Pause]) -> list[Pause]:
    """The spans after ``begin`` with the pauses cut out."""
    pieces = [(max(a, begin), b) for a, b in spans if b > begin]
    for off, on in pauses:
        cut: list[Pause] = []
        for a, b in pieces:
            if on <= a or off >= b:
                cut.append((a, b))
                continue
            cut += [(a, off)] if a < off else []
            cut += [(on, b)] if on < b else []
        pieces = cut
    return [(here(a), here(b)) for a, b in pieces]


class _Story:
    """The words of one count."""

    def __init__(self, calendar: Calendar, opening: str) -> None:
        self.calendar = calendar
        self.steps = [opening]
        self.skipped: list[date] = []

    def skip(self, day: date) -> None:
        self.skipped.append(day)

    def line(self, words: str) -> None:
        if self.skipped:
            self.steps.append(f"Bỏ qua {', '.join(self.calendar.why_off(day) for day in self.skipped)}: ngày nghỉ.")
            self.skipped = []
        self.steps.append(words)

    def day(self, day: date, used: timedelta, last: datetime, *, paused: bool, first: datetime) -> None:
        if not self.calendar.works(day):
            self.skip(day)
            return
        made_up = " (ngày làm bù)" if day in self.calendar.made_up else ""
        if not used:
            why = "đang chờ người báo, không tính" if paused else "đã hết giờ làm"
            self.line(f"{_upper(day_words(day))}{made_up}: {why}.")
            return
        lunch = self._lunch(day, first, last)
        self.line(f"{_upper(day_words(day))}{made_up}: {length_words(used)}{lunch}.")

    def _lunch(self, day: date, first: datetime, last: datetime) -> str:
        """Said only when the count ran over it."""
        gaps = [
            (datetime.combine(day, a[1], HERE), datetime.combine(day, b[0], HERE))
            for a, b in zip(self.calendar.spans, self.calendar.spans[1:], strict=False)
        ]
        over = [f"{a:%H:%M}–{b:%H:%M}" for a, b in gaps if first < a and last > b]
        return f", không tính giờ trưa {', '.join(over)}" if over else ""

    def told(self, end: datetime) -> tuple[str, ...]:
        return (*self.steps, f"Hạn: {_moment(end)}.")
