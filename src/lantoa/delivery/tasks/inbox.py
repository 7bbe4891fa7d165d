"""Working off what came in: open, read, fetch its files, hand it to the house."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from lantoa.delivery import actions
from lantoa.delivery.actions import claim
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.door import row_name
from lantoa.delivery.actions.seam import NobodyTakes
from lantoa.delivery.actions.window import touch
from lantoa.delivery.logic import Event, Inbound, Media
from lantoa.delivery.logic.messenger import SendRefused, UnknownShape
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox
from lantoa.delivery.queries.known import Known, known_by_id
from lantoa.delivery.states import InboxState
from lantoa.delivery.tasks.join import Joined, NotYet, join
from lantoa.errands.logic import fault_of
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.kit.pace import giving_way
from lantoa.kit.seal import SealBroken
from lantoa.vault.queries import KeyDestroyed

log = logging.getLogger(__name__)

BATCH = 50
ROUND = 15.0  # seconds after which the rest of a batch is given back, inside the lease
KEEP_TRYING = timedelta(minutes=10)
LIMITS = {"image": 15 << 20, "gif": 15 << 20, "audio": 10 << 20, "video": 40 << 20, "file": 15 << 20}


def drain_inbox() -> int:
    """Take one batch of due events and hand them to the taker; returns how many rows were touched."""
    owner = claim.new_owner()
    rows = claim.claim_inbox(owner=owner, limit=BATCH)
    if not rows:
        return 0
    try:
        taker = actions.taker()
    except NobodyTakes:
        claim.put_back(rows, owner=owner, wait=timedelta(minutes=1))
        return 0
    opened = [found for row in rows if (found := _read(row, owner)) is not None]
    _touched(_contacts(opened))
    new = {row.account_id for row, _ in opened if row.account_id and not _is_verified(row)}
    if new:
        actions.verified(by=HOUSE, accounts=new)
    begun = time.monotonic()
    # files take seconds, words do not: within one rank those who only wrote go first
    opened.sort(key=lambda pair: (pair[0].rank, bool(pair[1].media)))
    for place, (row, inbound) in enumerate(opened):
        if time.monotonic() - begun > ROUND:
            claim.put_back([row for row, _ in opened[place:]], owner=owner)
            break
        _hand_over(row, inbound, owner, taker)
    return len(rows)


def _read(row: Inbox, owner: str) -> tuple[Inbox, Inbound] | None:
    """A row and its event; None when the row was settled here."""
    try:
        inbound = open_row(row)
    except UnknownShape as shape:
        claim.park(row, owner=owner, fault=f"shape:{shape}")
    except (SealBroken, KeyDestroyed) as fault:
        claim.park(row, owner=owner, fault=fault_of(fault))
    except Exception as fault:
        log.warning("event %s cannot be read: %s", row.pk, fault_of(fault))
        claim.fail(row, owner=owner, fault=fault_of(fault))
    else:
        if inbound is not None:
            return row, inbound
        claim.settle_inbox([row], owner=owner, state=InboxState.IGNORED)
    return None


def open_row(row: Inbox) -> Inbound | None:
    """The event of a stored row. Raises UnknownShape, SealBroken, KeyDestroyed."""
    if row.body is None or row.key is None:
        return None
    body = held(row.key).unseal(bytes(row.body), row=row_name(row.channel, row.account_id, row.external_id))
    known = _account(row)
    inbound = all_messengers()[row.channel].parse(body, row.external_id, known.external_id if known else "")
    if inbound is None:
        return None
    return replace(
        inbound,
        account_id=row.account_id,
        unit_id=known.unit_id if known else None,
        received_at=row.received_at,
        urgent=row.rank == 0,
    )


def _account(row: Inbox) -> Known | None:
    return known_by_id(row.account_id) if row.account_id else None


def _is_verified(row: Inbox) -> bool:
    known = _account(row)
    return known is None or known.verified


def _contacts(opened: list[tuple[Inbox, Inbound]]) -> list[tuple[int, str, datetime]]:
    """Who wrote; what the account itself or the messenger did is no contact, nor what the messenger does not count."""
    silent = (Event.TAKEOVER, Event.UNFOLLOW, Event.WITHDRAW, Event.SEEN, Event.REACTION, Event.CONTACT_DATA)
    return [
        (row.account_id, event.author, min(event.sent_at or row.received_at, row.received_at))
        for row, event in opened
        if row.account_id and event.author and event.event not in silent
    ]


def _hand_over(row: Inbox, inbound: Inbound, owner: str, taker: Callable[[Inbound], None]) -> None:
    try:
        whole = join(row, inbound, open_row) if inbound.parts > 1 else Joined(inbound, [row])
        last = row.rank == 0 or row.tries > 3 or clock.now() - row.received_at > KEEP_TRYING
        filled = replace(whole.inbound, media=tuple(_fetched(m, row.channel, last) for m in whole.inbound.media))
    except NotYet as later:
        claim.put_back([row], owner=owner, wait=later.wait)
        return
    except SendRefused as refused:
        claim.fail(row, owner=owner, fault=f"media:{refused}")
        return
    try:
        with giving_way():
            taker(filled)
    except Exception as fault:
        parked = claim.fail(row, owner=owner, fault=fault_of(fault))
        log.warning("event %s was not taken: %s%s", row.pk, fault_of(fault), ", parked" if parked else "")
        return
    claim.settle_inbox([row], owner=owner, state=InboxState.DONE)
    claim.settle_pieces([r for r in whole.rows if r.pk != row.pk])


def _touched(contacts: list[tuple[int, str, datetime]]) -> None:
    """When people last wrote; an address that cannot be noted must not hold up the events of everybody else."""
    try:
        touch(contacts)
    except Exception as fault:
        log.warning("contacts of a batch were not noted together: %s", fault_of(fault))
        for one in contacts if len(contacts) > 1 else []:
            _touched([one])


def _fetched(media: Media, channel: str, last: bool) -> Media:
    """With its content, or with the reason why there is none. Raises SendRefused while another try makes sense."""
    if media.kind not in LIMITS or not media.url:
        return media
    try:
        return replace(media, content=all_messengers()[channel].fetch(media.url, LIMITS[media.kind]))
    except SendRefused as refused:
        if refused.fault == "retry" and not last:
            raise
        return replace(media, fault=str(refused))
