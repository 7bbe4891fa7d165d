"""What the worker calls."""

from __future__ import annotations

from lantoa.duties import actions
from lantoa.duties.models import Ring
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock


def ring_for(*, thread: int, desk: int, unit: int) -> None:
    """An emergency was raised: it rings on its desk."""
    actions.ring(by=HOUSE, desk=desk, thread=thread)


def pass_on_unanswered() -> None:
    """Every few seconds: what nobody accepted within its minute is heard one unit higher too."""
    if Ring.objects.filter(accepted_at__isnull=True, ended_at__isnull=True, next_at__lte=clock.now()).exists():
        actions.pass_on(by=HOUSE)
