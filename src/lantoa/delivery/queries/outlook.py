"""What will become of a message before it is written: whether it may leave, until when, and at what price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Account, Allowance, Outbox, Window
from lantoa.delivery.queries.waiting import address_hash
from lantoa.delivery.states import OutboxState
from lantoa.kit import clock


class Reach(Enum):
    """Whether the messenger lets this account write to somebody now."""

    ALWAYS = "always"
    FREE = "free"
    COUNTED = "counted"
    SPENT = "spent"
    CLOSED = "closed"
    REFUSED = "refused"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Outlook:
    """``free_until`` and ``until``: when free writing ends and when all ends. ``left``: what the package still
    holds."""

    reach: Reach
    free_until: datetime | None = None
    until: datetime | None = None
    left: int | None = None


NOT_KNOWN_FOR = timedelta(hours=24)
"""How long a used-up package is believed when the messenger did not say until when its count runs."""


def outlook(account_id: int, address: str) -> Outlook:
    """What a message to this address would meet now, as far as the house knows. An empty address is somebody who asked
    to be forgotten."""
    account = Account.objects.select_related("grant").filter(pk=account_id).first()
    if not address:
        return Outlook(Reach.REFUSED)
    if account is None or _mute(account):
        return Outlook(Reach.MUTE)
    rule, to = all_messengers()[account.kind].window, address_hash(account_id, address)
    if Outbox.objects.filter(to=to, state=OutboxState.HELD, fault__startswith="person:").exists():
        return Outlook(Reach.REFUSED)
    if rule is None:
        return Outlook(Reach.ALWAYS)
    last = Window.objects.filter(account=account, to=to).values_list("last_at", flat=True).first()
    now = clock.now()
    if last is None or now - last >= rule.open:
        return Outlook(Reach.CLOSED)
    left = left_of(account_id)
    if now - last < rule.free:
        return Outlook(Reach.FREE, last + rule.free, last + rule.open, left)
    spent = left == 0 and not account.may_charge
    return Outlook(Reach.SPENT if spent else Reach.COUNTED, None, last + rule.open, left)


def _mute(account: Account) -> bool:
    messenger, grant = all_messengers()[account.kind], getattr(account, "grant", None)
    wants = messenger.needs_grant and (grant is None or grant.lost_at is not None)
    return wants or not account.active or not account.may_send


def left_of(account_id: int) -> int | None:
    """What the package of an account still holds, as the messenger last said; None when it is not known (any more)."""
    told = Allowance.objects.filter(account=account_id).first()
    if told is None:
        return None
    if told.until is not None:
        return told.left if clock.today() <= told.until else None
    return told.left if clock.now() - told.told_at < NOT_KNOWN_FOR else None


def would_cost(account_id: int, kind: str, to: set[bytes]) -> set[bytes]:
    """Which of these addresses could only be written to for money now: the package is used up, the free hours are
    over."""
    rule = all_messengers()[kind].window
    if rule is None or left_of(account_id) != 0:
        return set()
    recent = Window.objects.filter(account=account_id, to__in=to, last_at__gt=clock.now() - rule.free)
    return to - {bytes(one) for one in recent.values_list("to", flat=True)}
