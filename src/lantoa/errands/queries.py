"""Reading what is promised, late or parked."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from lantoa.errands.models import Errand
from lantoa.errands.rules import may_see_stuck
from lantoa.journal.logic import Actor
from lantoa.kit import clock


def parked_for(actor: Actor) -> QuerySet[Errand]:
    """Parked errands, newest first; nothing for somebody without the power."""
    if not may_see_stuck(actor):
        return Errand.objects.none()
    return Errand.objects.filter(state=Errand.State.PARKED).order_by("-id")


def late(by: timedelta) -> QuerySet[Errand]:
    """Errands that should have been taken at least this long ago: a sign that no worker runs."""
    return Errand.objects.filter(state=Errand.State.WAITING, due__lt=clock.now() - by)
