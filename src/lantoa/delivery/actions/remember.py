"""Exactly once, for every door: the line with which an intake begins its transaction."""

from __future__ import annotations

from django.db import connection, transaction

from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.kit import clock

INSERT = """
INSERT INTO delivery_inbox
(channel, account_id, external_id, content, rank, state, due, owner, tries, fault, received_at)
VALUES (%s, %s, %s, %s, 1, %s, %s, '', 0, '', %s) ON CONFLICT DO NOTHING
"""


@transaction.atomic(savepoint=False)
def remember(channel: str, nonce: str, account: int | None = None, content: str = "") -> bool:
    """Mark an event as taken, in the caller's transaction. False when it was taken before: then change nothing.

    A form or the desk brings a nonce of its own and gets an emptied row. For an event of a messenger the stored row
    is emptied; it may be offered again after a crash, and this line is what makes the second offer harmless.
    """
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [channel, account, nonce, content, int(InboxState.DONE), now, now])
        if cursor.rowcount == 1:
            return True
    stored = Inbox.objects.filter(channel=channel, external_id=nonce, content=content, state=InboxState.STORED)
    stored = stored.filter(account__isnull=True) if account is None else stored.filter(account=account)
    return stored.update(state=InboxState.DONE, body=None, key=None, owner="", fault="") == 1
