"""What an account may do, by name."""

from __future__ import annotations

from lantoa.delivery.models import Account

SWITCHES = {
    "send": "anything leaves at all",
    "picture": "pictures leave too (else the words alone; the status page shows all)",
    "invite": "who wrote in a group is asked to write privately",
    "charge": "messages that cost money each leave too",
}


def may(account_id: int, switch: str) -> bool:
    """Whether this account may do this: ``send``, ``picture``, ``invite`` or ``charge``."""
    return Account.objects.filter(pk=account_id, **{f"may_{switch}": True}).exists()
