"""Dates, hours and numbers as people here write and say them. Pure functions; times are Cần Thơ's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.kit import clock


def weekday(day: date) -> str:
    """``thứ Ba``."""
    names = (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )
    return names[_day(day).weekday()]


def day(moment: date) -> str:
    """``20/10/2026``."""
    return f"{_day(moment):%d/%m/%Y}"


def hour(moment: datetime) -> str:
    """``07:42``."""
    return f"{clock.here(moment):%H:%M}"


def full(moment: datetime) -> str:
    """``07:42, 15/10/2026``."""
    return f"{hour(moment)}, {day(moment)}"


def promise(moment: datetime) -> str:
    """Anything promised carries its weekday: ``17:00 thứ Ba, 20/10/2026``."""
    return f"{hour(moment)} {weekday(moment)}, {day(moment)}"


def stamp(moment: datetime) -> str:
    """Short, for lists: ``2 phút`` under an hour, ``07:42`` today, ``hôm qua``, ``14/10``, ``14/10/2025``."""
    now, then = clock.here(), clock.here(moment)
    gone = now - then
    if timedelta(0) <= gone < timedelta(hours=1):
        minutes = int(gone.total_seconds() // 60)
        return ngettext("%d phút", "%d phút", minutes) % minutes if minutes else _("vừa xong")
    if then.date() == now.date():
        return f"{then:%H:%M}"
    if then.date() == now.date() - timedelta(days=1):
        return _("hôm qua")
    return f"{then:%d/%m}" if then.year == now.year else f"{then:%d/%m/%Y}"


def left(moment: datetime) -> str:
    """``còn 3 giờ``, ``còn 20 phút``, ``còn 2 ngày``; after it ``trễ 1 ngày``."""
    gap = moment - clock.now()
    late = gap < timedelta(0)
    minutes = max(1, int(abs(gap.total_seconds()) // 60))
    if minutes < 60:
        many = ngettext("%d phút", "%d phút", minutes) % minutes
    elif minutes < 48 * 60 and (minutes < 24 * 60 or not late):
        hours = minutes // 60
        many = ngettext("%d giờ", "%d giờ", hours) % hours
    else:
        days = minutes // (24 * 60)
        many = ngettext("%d ngày", "%d ngày", days) % days
    return (_("trễ %s") if late else _("còn %s")) % many


def number(value: int | float) -> str:
    """``1.148`` and ``4,6``."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    whole, point, rest = f"{value:,.1f}".partition(".")
    return whole.replace(",", ".") + (f",{rest}" if point and rest != "0" else "")


def _day(moment: date) -> date:
    return clock.here(moment).date() if isinstance(moment, datetime) else moment
