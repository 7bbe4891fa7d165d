"""What arrived, as rows without content."""

from __future__ import annotations

from collections.abc import Iterator

from lantoa.delivery.models import Account, Inbox
from lantoa.delivery.states import InboxState

WORDS = {
    InboxState.STORED: "stored",
    InboxState.DONE: "done",
    InboxState.IGNORED: "ignored",
    InboxState.PARKED: "parked",
}


def stored_events() -> Iterator[dict[str, str | None]]:
    """Every event the inbox remembers, in the order of arrival. ``account`` is the messenger's id of the account."""
    accounts = dict(Account.objects.values_list("pk", "external_id"))
    believed = Inbox.objects.exclude(fault="unverified")  # kept for a wrong secret, not stored
    rows = believed.order_by("pk").values_list("external_id", "channel", "account_id", "received_at", "state")
    for external_id, channel, account, received_at, state in rows.iterator(chunk_size=2000):
        yield {
            "external_id": external_id,
            "channel": channel,
            "account": accounts.get(account) if account else None,
            "received_at": received_at.isoformat(),
            "state": WORDS[InboxState(state)],
        }
