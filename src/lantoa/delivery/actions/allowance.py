"""What a messenger says of an account's package, kept for the officer who is about to write."""

from __future__ import annotations

from lantoa.delivery.logic.messenger import Left
from lantoa.delivery.models import Allowance
from lantoa.kit import clock
from lantoa.kit.pace import giving_way


def told(account: int, left: Left) -> None:
    """Keep the latest word. A refusal or a charge tells that nothing is left, and not how much there was."""
    known = {"left": left.left, "told_at": clock.now()}
    if left.total is not None:
        known |= {"total": left.total, "until": left.until}
    with giving_way():
        Allowance.objects.update_or_create(account_id=account, defaults=known)
