"""Who may change whose place."""

from __future__ import annotations

from lantoa.accounts.logic import GIVES
from lantoa.accounts.models import Post
from lantoa.journal.logic import Actor
from lantoa.places.models import Unit


def within(by: Actor, unit: int) -> bool:
    """Whether a unit is the actor's own or lies below it."""
    if by.unit is None:
        return False
    return by.unit == unit or Unit.objects.filter(pk=unit, path__contains=f"/{by.unit}/").exists()


def may_staff(by: Actor, unit: int) -> bool:
    """The house's commands everywhere; a chief within the own unit and below it."""
    return by.may("house") or (by.may("staff.manage") and within(by, unit))


def may_give(by: Actor, unit: int, role: str) -> bool:
    """Which roles may be given and taken: nobody makes an inspector, an administrator or an equal."""
    if by.may("house"):
        return True
    return may_staff(by, unit) and role in GIVES["own" if by.unit == unit else "below"]


def may_reset(by: Actor, posts: list[Post]) -> bool:
    """A chief for the own unit and below; the administrator for all."""
    if not by.may("staff.reset"):
        return False
    return not by.may("staff.manage") or any(within(by, post.unit_id) for post in posts)
