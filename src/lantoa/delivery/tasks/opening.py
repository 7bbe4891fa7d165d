"""From a stored row to its event."""

from __future__ import annotations

from dataclasses import replace

from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.door import row_name
from lantoa.delivery.logic import Inbound
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox
from lantoa.delivery.queries.known import Known, known_by_id


def body_of(row: Inbox) -> bytes | None:
    """What was stored, in the open; None for an emptied row. Raises SealBroken, KeyDestroyed."""
    if row.body is None or row.key is None:
        return None
    name = row_name(row.channel, row.account_id, row.external_id, row.content)
    return held(row.key).unseal(bytes(row.body), row=name)


def open_row(row: Inbox) -> Inbound | None:
    """The event of a stored row. Raises UnknownShape, SealBroken, KeyDestroyed."""
    body = body_of(row)
    if body is None:
        return None
    known = account_of(row)
    inbound = all_messengers()[row.channel].parse(body, row.external_id, known.external_id if known else "")
    if inbound is None:
        return None
    return replace(
        inbound,
        content=row.content,
        account_id=row.account_id,
        unit_id=known.unit_id if known else None,
        received_at=row.received_at,
        urgent=row.rank == 0,
    )


def account_of(row: Inbox) -> Known | None:
    """The active account a row came by."""
    return known_by_id(row.account_id) if row.account_id else None
