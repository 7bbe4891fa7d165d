"""Working off what came in: open, read, hand it to the house. Its files come later (``tasks/files.py``)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from lantoa.delivery import actions
from lantoa.delivery.actions import claim
from lantoa.delivery.actions.revoke import revoked
from lantoa.delivery.actions.seam import NobodyTakes
from lantoa.delivery.actions.window import close, touch
from lantoa.delivery.logic import Event, Inbound
from lantoa.delivery.logic.messenger import UnknownShape
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tasks.join import NotYet, join
from lantoa.delivery.tasks.opening import account_of, open_row
from lantoa.errands.logic import MOST_TRIES, fault_of
from lantoa.journal.logic import HOUSE
from lantoa.kit.pace import giving_way
from lantoa.kit.seal import SealBroken
from lantoa.vault.queries import KeyDestroyed

log = logging.getLogger(__name__)

BATCH = 50
SUSPECT = 3  # tries after which an event is worked off after all others and alone: it may be what kills workers
ENDS_HERE = (Event.FOLLOW, Event.UNFOLLOW, Event.REVOKED)
ROUND = 15.0  # seconds after which the rest of a batch is given back, inside the lease


def drain_inbox() -> int:
    """Take one batch of due events and hand them to the taker; returns how many rows were touched.

    Whatever one event raises is caught, counted and in the end parked; its neighbours go on. An event that a worker
    died with is tried after all others, alone.
    """
    owner = claim.new_owner()
    rows = claim.claim_inbox(owner=owner, limit=BATCH)
    if not rows:
        return 0
    try:
        taker = actions.taker()
    except NobodyTakes:
        claim.put_back(rows, owner=owner, wait=timedelta(minutes=1))
        return 0
    calm = [row for row in rows if row.tries < SUSPECT]
    suspects = [row for row in rows if row.tries >= SUSPECT]
    claim.put_back(suspects[1:], owner=owner)
    _work(calm, owner, taker)
    for row in suspects[:1]:
        if row.tries >= MOST_TRIES:
            claim.park(row, owner=owner, fault="WorkerDied")
        else:
            _work([row], owner, taker)
    return len(rows)


def _work(rows: list[Inbox], owner: str, taker: Callable[[Inbound], None]) -> None:
    opened = [found for row in rows if (found := _read(row, owner)) is not None]
    _touched(_contacts(opened))
    _believed({row.account_id for row, _ in opened if row.account_id and not _is_verified(row)})
    begun = time.monotonic()
    for place, (row, inbound) in enumerate(opened):
        if time.monotonic() - begun > ROUND:
            claim.put_back([row for row, _ in opened[place:]], owner=owner)
            break
        _hand_over(row, inbound, owner, taker)


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


def _is_verified(row: Inbox) -> bool:
    known = account_of(row)
    return known is None or known.verified


def _contacts(opened: list[tuple[Inbox, Inbound]]) -> list[tuple[int, str, datetime]]:
    """Who wrote; what the account itself or the messenger did is no contact, nor what the messenger does not count."""
    silent = (Event.TAKEOVER, Event.UNFOLLOW, Event.WITHDRAW, Event.REVOKED, Event.CONTACT_DATA)
    return [
        (row.account_id, event.author, min(event.sent_at or row.received_at, row.received_at))
        for row, event in opened
        if row.account_id and event.author and event.event not in silent
    ]


def _hand_over(row: Inbox, inbound: Inbound, owner: str, taker: Callable[[Inbound], None]) -> None:
    try:
        whole = join(row, inbound, owner=owner) if inbound.parts > 1 else inbound
        if whole is None:
            return
        _way_out(row, whole)
        if whole.event not in ENDS_HERE:
            with giving_way():
                taker(whole)
    except NotYet as later:
        claim.put_back([row], owner=owner, wait=later.wait)
    except Exception as fault:
        parked = claim.fail(row, owner=owner, fault=fault_of(fault))
        log.warning("event %s was not taken: %s%s", row.pk, fault_of(fault), ", parked" if parked else "")
    else:
        claim.settle_inbox([row], owner=owner, state=InboxState.DONE)


def _way_out(row: Inbox, inbound: Inbound) -> None:
    """What an event changes for messages that have to leave."""
    if row.account_id is None:
        return
    at = min(inbound.sent_at or row.received_at, row.received_at)
    if inbound.event in (Event.UNFOLLOW, Event.WITHDRAW):
        close(account=row.account_id, address=inbound.author, at=at)
    elif inbound.event is Event.REVOKED:
        revoked(by=HOUSE, account=row.account_id, at=at)


def _believed(accounts: set[int]) -> None:
    """Note that these accounts' secrets are right; no message waits for it."""
    if not accounts:
        return
    try:
        actions.verified(by=HOUSE, accounts=accounts)
    except Exception as fault:
        log.warning("the first event of an account was not noted: %s", fault_of(fault))


def _touched(contacts: list[tuple[int, str, datetime]]) -> None:
    """When people last wrote; an address that cannot be noted must not hold up the events of everybody else."""
    try:
        touch(contacts)
    except Exception as fault:
        log.warning("contacts of a batch were not noted together: %s", fault_of(fault))
        for one in contacts if len(contacts) > 1 else []:
            _touched([one])
