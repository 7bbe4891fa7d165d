"""Long texts that arrive in pieces (SMS) become one message again."""

from __future__ import annotations

from datetime import timedelta

from lantoa.delivery.actions.pieces import Moved, bind
from lantoa.delivery.logic import Inbound
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tasks.opening import body_of, open_row
from lantoa.kit import clock

PATIENCE, URGENT_PATIENCE = timedelta(minutes=3), timedelta(seconds=20)
SPAN = timedelta(minutes=10)
"""Pieces further apart are never of one text: phones use a reference again."""


class NotYet(Exception):
    """Pieces are missing; they may still come."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def join(row: Inbox, inbound: Inbound, *, owner: str) -> Inbound | None:
    """The whole text that this piece belongs to; what never came is named in ``odd``. None: it was joined elsewhere.

    Waits ``PATIENCE`` for a missing piece, with urgent words only seconds; a piece that comes after that is taken by
    itself. Raises NotYet.
    """
    try:
        found = _of_one_text(row, inbound)
        urgent = any(piece.rank == 0 for piece in found.values())
        patience = URGENT_PATIENCE if urgent else PATIENCE
        if found and len(found) < inbound.parts and abs(clock.now() - row.received_at) < patience:
            raise NotYet(timedelta(seconds=3))
        bodies = [body_of(found[n]) if n in found else None for n in range(1, inbound.parts + 1)]
        if not found:
            return None
        whole = all_messengers()[row.channel].join(bodies)
        bind(row, [other for other in found.values() if other.pk != row.pk], owner=owner, body=whole)
    except Moved:
        return None
    return open_row(row)


def _of_one_text(row: Inbox, inbound: Inbound) -> dict[int, Inbox]:
    """The pieces of this row's text by their place; empty when the row is no longer stored.

    A reference that was used again gives two texts: a piece goes to the first that has not got its place yet.
    """
    rows = Inbox.objects.filter(
        account=row.account_id or 0,
        channel=row.channel,
        external_id__startswith=f"{inbound.bundle}:",
        state=InboxState.STORED,
    )
    texts: list[dict[int, Inbox]] = []
    for other in rows.order_by("pk"):
        piece = open_row(other)
        if piece is None or piece.bundle != inbound.bundle or piece.parts != inbound.parts:
            continue  # a text that was joined already and waits for its next try
        fitting = (t for t in texts if piece.part not in t and _near(other, next(iter(t.values()))))
        text = next(fitting, None)
        if text is None:
            texts.append(text := {})
        text[piece.part] = other
    return next((t for t in texts if row.pk in {r.pk for r in t.values()}), {})


def _near(one: Inbox, other: Inbox) -> bool:
    return abs(one.received_at - other.received_at) <= SPAN
