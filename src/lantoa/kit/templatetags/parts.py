"""The parts pages are made of: ``{% load parts %}``.

Each takes named arguments only, and Django refuses a wrong or a missing one when the template is compiled;
``bin/templates.py`` compiles all of them and holds written-out values to the ``Literal`` of their argument.
The look of a part stands in ``templates/kit/parts/``, one file a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from lantoa.kit.describe import described

register = template.Library()

Tone = Literal["", "ok", "warn", "danger", "seal"]
Look = Literal["", "two", "quiet", "stop", "seal"]
Size = Literal["", "sm", "big", "wide"]
Gap = Literal[1, 2, 3, 4, 5]


def _drawn(part: str, **values: Any) -> SafeString:
    return mark_safe(get_template(f"kit/parts/{part}.html").render(values))  # noqa: S308 -- templates of our own


def _with_token(values: dict[str, Any]) -> dict[str, Any]:
    context = values.pop("context")
    return values | {"token": context.get("csrf_token")}


@register.simple_block_tag
def card(
    content: SafeString,
    *,
    title: str,
    icon: str = "",
    id: str = "",
    gap: Gap = 2,
    look: Literal["", "guessbox"] = "",
) -> SafeString:
    """A section with a heading. ``id`` is the section's; the heading that names it is ``id``-h."""
    return _drawn("card", content=content, title=title, icon=icon, id=id, gap=gap, look=look)


@register.simple_block_tag
def notice(
    content: SafeString,
    *,
    icon: str = "info",
    tone: Tone = "",
    role: Literal["", "status", "alert"] = "",
    blocks: bool = False,
) -> SafeString:
    """A sentence in a box. ``blocks`` when it holds more than one sentence's paragraph."""
    return _drawn("notice", content=content, icon=icon, tone=tone, role=role, blocks=blocks)


@register.simple_block_tag
def field(
    content: SafeString,
    *,
    id: str,
    label: str,
    hint: str = "",
    error: str = "",
    optional: bool = False,
    note: str = "",
    heading: bool = False,
) -> SafeString:
    """Label, hint and error of the control inside, whose id is ``id``; the hint's is ``id``-g, the error's ``id``-e.

    A control that does not say so itself is told what describes it, and that it is wrong where there is an error.
    ``note`` stands in brackets behind the label (``optional`` says the usual one); ``heading`` makes the label large.
    """
    content = described(content, id, hint=bool(hint), error=bool(error))
    return _drawn("field", **locals())


@register.simple_tag
def form_field(*, field: BoundField, say_optional: bool = True) -> SafeString:
    """One field of a Django form with its label, help and error; ``say_optional`` marks what need not be filled."""
    return _drawn("form_field", field=field, optional=say_optional and not field.field.required)


@register.simple_tag
def field_error(*, id: str, error: str) -> SafeString:
    """What is wrong with the control ``id``; nothing when nothing is."""
    return _drawn("field_error", id=id, error=error)


@register.simple_tag
def error_summary(
    *,
    title: str,
    form: BaseForm | None = None,
    errors: Mapping[str, str] | None = None,
    plain_ids: bool = False,
    inside: bool = False,
) -> SafeString:
    """Everything wrong with a form in one list that leads to the controls; nothing when nothing is wrong.

    ``form`` is a Django form (``plain_ids``: its controls have their names as ids), ``errors`` sentences by id.
    ``inside`` a card its heading is one below the card's.
    """
    lines = [("", fault) for fault in form.non_field_errors()] if form else []
    for one in form or ():
        lines += [(one.html_name if plain_ids else one.id_for_label, fault) for fault in one.errors]
    lines += (errors or {}).items()
    return _drawn("error_summary", title=title, lines=lines, inside=inside) if lines else SafeString()


@register.simple_tag
def button(
    *,
    label: str,
    icon: str = "",
    look: Look = "",
    size: Size = "",
    name: str = "",
    value: str = "",
    to: str = "",
    form: str = "",
    unchecked: bool = False,
    key: str = "",
    send: bool = False,
) -> SafeString:
    """A button that sends its form: ``to`` another address, as ``name=value``, ``unchecked`` by the browser.

    ``form`` is the id of a form elsewhere, ``key`` its key of the keyboard, ``send`` says that Ctrl Enter presses it.
    """
    return _drawn("button", **locals())


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    *,
    to: str, label: str, icon: str = "", look: Look = "", size: Size = "", name: str = "", value: str = "",
) -> SafeString:  # fmt: skip
    """A form that is nothing but a button."""
    return _drawn("post_button", **_with_token(locals()))


@register.simple_block_tag(takes_context=True)
def post_form(
    context: Context,
    content: SafeString,
    *,
    to: str,
    submit: str,
    icon: str = "",
    look: Look = "two",
    size: Size = "",
) -> SafeString:
    """Some fields and the one button that sends them to ``to``."""
    return _drawn("post_form", **_with_token(locals()))


@register.simple_block_tag
def fold(
    content: SafeString,
    *,
    title: str, group: str = "", icon: str = "", look: Literal["", "shut"] = "", open: bool = False, id: str = "",
) -> SafeString:  # fmt: skip
    """A line that opens what stands below it. Of the folds of one ``group`` one is open at a time.

    ``shut`` is the look of what is sealed.
    """
    return _drawn("fold", **locals())


@register.simple_tag
def options(*, of: Iterable[Any], chosen: Any = "", empty: str | None = None) -> SafeString:
    """The ``<option>``s of a select: pairs of value and words, or rows; ``empty`` are the words for no choice."""
    lines = [
        (str(one[0]), one[1]) if isinstance(one, tuple | list) else (str(one.pk), getattr(one, "label", one))
        for one in of
    ]
    return _drawn("options", lines=lines, chosen=str(chosen), empty=empty)


@register.simple_tag
def choice(
    *,
    name: str,
    value: str,
    label: str,
    chosen: Any = None,
    small: str = "",
    icon: str = "",
    id: str = "",
) -> SafeString:
    """One large radio button of a list; it is on when ``chosen`` is its value."""
    return _drawn("choice", **locals() | {"checked": str(chosen) == value})


@register.simple_tag
def choice_button(
    *, name: str, value: str, label: str, chosen: Any = None, small: str = "", icon: str = "", id: str = ""
) -> SafeString:
    """One large answer that is sent by pressing it; marked when ``chosen``, given before, is its value."""
    return _drawn("choice_button", **locals() | {"current": str(chosen) == value})


@register.simple_tag
def segment(
    *,
    name: str,
    value: Any,
    label: str,
    chosen: Any = None,
    icon: str = "",
    id: str = "",
    form: str = "",
    alt: str = "",
) -> SafeString:
    """One of the buttons in a row (``class="seg"``) of which one is on: the one whose value is ``chosen``."""
    value = str(value)
    return _drawn("segment", **locals() | {"checked": str(chosen) == value})


@register.simple_tag
def chip(*, label: str, icon: str = "", look: str = "") -> SafeString:
    """A word in a frame that says where a thing stands."""
    return _drawn("chip", label=label, icon=icon, look=look)


@register.simple_block_tag
def fact(content: SafeString, *, name: str, numbers: bool = False) -> SafeString:
    """A name and its value, in a ``<dl class="facts">``."""
    return _drawn("fact", content=content, name=name, numbers=numbers)


@register.simple_tag
def back_link(*, to: str, label: str) -> SafeString:
    """The way back above a page's heading."""
    return _drawn("back_link", to=to, label=label)


@register.simple_tag
def blank_state(*, icon: str, title: str, text: str) -> SafeString:
    """What a list shows when there is nothing to list: why, and what comes."""
    return _drawn("blank_state", icon=icon, title=title, text=text)
