"""Exactly once for the doors that take in their own transaction (form, desk)."""

from __future__ import annotations

from django.db import connection, transaction

from lantoa.delivery.states import InboxState
from lantoa.kit import clock

INSERT = """
INSERT INTO delivery_inbox (channel, account_id, external_id, rank, state, due, owner, tries, fault, received_at)
VALUES (%s, %s, %s, 1, %s, %s, '', 0, '', %s) ON CONFLICT DO NOTHING
"""


@transaction.atomic
def remember(channel: str, nonce: str, account: int | None = None) -> bool:
    """Write the emptied inbox row of an event taken in the caller's transaction.

    False when it is already there: the caller then changes nothing and shows what it showed before.
    """
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [channel, account, nonce, int(InboxState.DONE), now, now])
        return bool(cursor.rowcount == 1)
