"""The frame's corner: which unit this is, who is signed in, and the way out."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from lantoa.accounts.queries import corner_of
from lantoa.places.models import Unit

KEPT = 300


def unit(actor: Any, **_ids: Any) -> SafeString:
    """The slot ``staff.unit``: the name of the unit somebody works in."""
    if actor is None or actor.unit is None:
        return SafeString("")
    named = cache.get_or_set(f"unit-name:{actor.unit}", lambda: _name(actor.unit), KEPT)
    return escape(named)


def _name(pk: int) -> str:
    return Unit.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def person(actor: Any, **_ids: Any) -> SafeString:
    """The slot ``staff.person``: name and roles, own machines, password, sign-out."""
    if actor is None or not actor.id:
        return SafeString("")
    name, roles = corner_of(actor)
    return SafeString(render_to_string("web/corner.html", {"name": name, "roles": roles}))


def search(actor: Any, q: str = "", token: str = "", **_ids: Any) -> SafeString:
    """The slot ``staff.search``: the box for whoever may read."""
    if actor is None or not actor.may("read"):
        return SafeString("")
    return SafeString(render_to_string("web/search.html", {"q": q, "csrf_token": token}))
