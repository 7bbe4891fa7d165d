"""Long texts that arrive in pieces (SMS) become one message again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from lantoa.delivery.logic import Inbound
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.kit import clock

PATIENCE = timedelta(minutes=3)


class NotYet(Exception):
    """Pieces are missing; they may still come."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Joined:
    """The whole message, and the rows it came in."""

    inbound: Inbound
    rows: list[Inbox]


def join(row: Inbox, inbound: Inbound, open_row: Callable[[Inbox], Inbound | None]) -> Joined:
    """The pieces of one text in their order. After ``PATIENCE`` what is there is taken, with ``[...]`` for each gap.

    Raises NotYet. Every piece finds all others; whichever is worked off first takes the message, under the id of the
    bundle, so that two workers cannot take it twice.
    """
    rows = Inbox.objects.filter(
        account=row.account_id or 0,
        channel=row.channel,
        external_id__startswith=f"{inbound.bundle}:",
        state=InboxState.STORED,
    )
    pieces: dict[int, tuple[Inbox, Inbound]] = {}
    for other in rows:
        piece = open_row(other)
        if piece is not None and piece.bundle == inbound.bundle and piece.parts == inbound.parts:
            pieces[piece.part] = (other, piece)
    if len(pieces) < inbound.parts and clock.now() - row.received_at < PATIENCE:
        raise NotYet(timedelta(seconds=3))
    texts = [pieces[n][1].text if n in pieces else "[...]" for n in range(1, inbound.parts + 1)]
    whole = replace(inbound, external_id=inbound.bundle, text="".join(texts), part=1, parts=1)
    return Joined(whole, [found for found, _ in pieces.values()])
