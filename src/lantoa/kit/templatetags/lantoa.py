"""What every template of the house may use: ``{% load lantoa %}``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.kit import slots, words
from lantoa.kit.icons import ICONS
from lantoa.kit.sheets import SHEETS

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One icon of the house, inline, hidden from screen readers: words stand beside it. KeyError if unknown."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        f" {extra}" if extra else "",
        mark_safe(ICONS[name]),  # noqa: S308 -- a table of our own
    )


@register.simple_tag
def styles(side: str) -> SafeString:
    """Links to the style sheets of a side, ``public`` or ``staff``. KeyError if unknown."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in SHEETS[side]))


@register.simple_tag
def ring(percent: int) -> SafeString:
    """The ring of a clock, filled to 0..100."""
    return format_html(
        '<svg class="ring" viewBox="0 0 46 46" aria-hidden="true"><circle cx="23" cy="23" r="15.9155"/>'
        '<circle cx="23" cy="23" r="15.9155" stroke-dasharray="{} 100"/></svg>',
        max(0, min(100, int(percent))),
    )


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, **ids: Any) -> SafeString:
    """A named place that upper floors fill; they get the acting person and these ids."""
    request = context.get("request")
    return slots.render(name, getattr(request, "actor", None), **ids)


@register.simple_tag
def moment(value: datetime | None, form: str = "full") -> SafeString | str:
    """A ``<time>`` element; ``form`` is full, hour, day, stamp, left or promise. Nothing for None."""
    if value is None:
        return ""
    said = getattr(words, form)(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), said)


@register.filter
def weekday(value: date | None) -> str:
    return words.weekday(value) if value else ""


@register.filter
def day(value: date | None) -> str:
    return words.day(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    return words.hour(value) if value else ""


@register.filter
def full(value: datetime | None) -> str:
    return words.full(value) if value else ""


@register.filter
def promise(value: datetime | None) -> str:
    return words.promise(value) if value else ""


@register.filter
def stamp(value: datetime | None) -> str:
    return words.stamp(value) if value else ""


@register.filter
def left(value: datetime | None) -> str:
    return words.left(value) if value else ""


@register.filter
def number(value: float | None) -> str:
    return words.number(value) if value is not None else ""


@register.filter
def tel(value: str) -> str:
    """A phone number as an address: ``tel:{{ phone|tel }}``."""
    return "".join(sign for sign in value if sign.isdigit() or sign == "+")
