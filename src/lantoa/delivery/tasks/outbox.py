"""Sending what was promised, account by account, within its quota."""

from __future__ import annotations

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from lantoa.delivery.actions import claim, quota
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.grant import Access, access
from lantoa.delivery.logic.faults import COURSES, Then
from lantoa.delivery.logic.messenger import Fault, Letter, Messenger, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Outbox
from lantoa.delivery.queries.known import Known, known_by_id
from lantoa.errands.logic import fault_of
from lantoa.kit.seal import SealBroken
from lantoa.vault.queries import KeyDestroyed

log = logging.getLogger(__name__)

SMALLEST, LARGEST, THREADS = 50, 500, 4
MARK_EVERY = 0.25
_batch = SMALLEST


@dataclass(slots=True)
class _Line:
    """One account's way out in this round."""

    known: Known
    messenger: Messenger
    access: Access
    stopped: SendRefused | None = None


def drain_outbox() -> int:
    """Take one batch of due messages and send them; returns how many rows were touched.

    The batch follows the far side: small where an answer takes long, so that a killed worker repeats few messages.
    """
    global _batch
    owner, began = claim.new_owner(), time.monotonic()
    rows = claim.claim_outbox(owner=owner, limit=_batch)
    if not rows:
        return 0
    for account in sorted({row.account_id for row in rows}):
        _account(account, [row for row in rows if row.account_id == account], owner)
    speed = len(rows) / max(0.001, time.monotonic() - began)
    _batch = max(SMALLEST, min(LARGEST, int(speed)))
    return len(rows)


def _account(account: int, rows: list[Outbox], owner: str) -> None:
    known = known_by_id(account)
    if known is None:
        _settle_all(rows, owner, SendRefused(Fault.CONFIG, "inactive"))
        return
    messenger = all_messengers()[known.kind]
    given, wait = quota.take(account, len(rows))
    claim.put_back(rows[given:], owner=owner, wait=wait, fault="rate:")
    if not given:
        return
    try:
        line = _Line(known, messenger, access(known, messenger))
    except SendRefused as refused:
        quota.give_back(account, given)
        _settle_all(rows[:given], owner, refused)
        return
    _send_all(line, rows[:given], owner)


def _send_all(line: _Line, rows: list[Outbox], owner: str) -> None:
    letters: list[tuple[Outbox, Letter]] = []
    for row in rows:
        try:
            letters.append((row, open_letter(row)))
        except (SealBroken, KeyDestroyed) as fault:
            claim.park(row, owner=owner, fault=fault_of(fault))
    stale = _one_pass(line, letters, owner)
    if not stale:
        return
    try:
        # another worker's refresh killed the old token, or it ran out early: once more with a newer pair
        line.access = access(line.known, line.messenger, after=line.access.version)
    except SendRefused as refused:
        _settle_all([row for row, _ in stale], owner, refused)
        return
    for row, _ in _one_pass(line, stale, owner):
        settle(row, owner, SendRefused(Fault.TOKEN))


def _one_pass(line: _Line, letters: list[tuple[Outbox, Letter]], owner: str) -> list[tuple[Outbox, Letter]]:
    """Send letters side by side and mark them as answers come in. Returns those refused for their token."""
    line.stopped = None
    futures = {_pool().submit(_send, line, row.parts_sent, letter): (row, letter) for row, letter in letters}
    sent: list[Outbox] = []
    stale: list[tuple[Outbox, Letter]] = []
    marked = time.monotonic()
    for future in as_completed(futures):
        row, letter = futures[future]
        parts, refused = future.result()
        if refused is None:
            sent.append(row)
        else:
            if parts != row.parts_sent:
                row.parts_sent = parts
                claim.part_sent(row, owner=owner, count=parts)
            if refused.fault is Fault.TOKEN:
                stale.append((row, letter))
            else:
                settle(row, owner, refused)
        if time.monotonic() - marked > MARK_EVERY:
            claim.settle_sent(sent, owner=owner)
            sent, marked = [], time.monotonic()
    claim.settle_sent(sent, owner=owner)
    return stale


def _send(line: _Line, start: int, letter: Letter) -> tuple[int, SendRefused | None]:
    """Send the parts from ``start`` on; how many have left, and what stopped it. Touches no database."""
    parts = line.messenger.split(letter.text) or [""]
    for number in range(start, len(parts)):
        if line.stopped is not None:
            return number, line.stopped
        picture = letter.picture if number == len(parts) - 1 else None
        try:
            line.messenger.send(
                Letter(letter.address, parts[number], picture, f"{letter.key}-{number}"),
                line.known.secrets,
                line.access.token,
            )
        except SendRefused as refused:
            if COURSES[refused.fault].whole_account or refused.fault is Fault.TOKEN:
                line.stopped = refused
            return number, refused
        except Exception as fault:
            log.error("messenger %s broke: %s", line.messenger.kind, fault_of(fault))
            return number, SendRefused(Fault.RETRY, type(fault).__name__)
    return len(parts), None


def open_letter(row: Outbox) -> Letter:
    """The message of a row. Raises SealBroken, KeyDestroyed."""
    if row.body is None or row.seal_key is None:
        raise SealBroken("emptied")
    key = held(row.seal_key)
    plain = json.loads(key.unseal(bytes(row.body), row=f"outbox:{row.key}"))
    picture = key.unseal(bytes(row.picture), row=f"picture:{row.key}") if row.picture is not None else None
    return Letter(plain["address"], plain["text"], picture, f"lantoa-{row.pk}")


def settle(row: Outbox, owner: str, refused: SendRefused) -> None:
    """What follows from a refusal: again, later, when the person writes, or a human of ours."""
    course, fault = COURSES[refused.fault], str(refused)
    if course.then is Then.AGAIN:
        claim.fail(row, owner=owner, fault=fault)
    elif course.then is Then.REST:
        claim.put_back([row], owner=owner, wait=course.wait, fault=fault)
    elif course.then is Then.HOLD:
        claim.hold(row, owner=owner, fault=fault)
    else:
        claim.park(row, owner=owner, fault=fault)


def _settle_all(rows: list[Outbox], owner: str, refused: SendRefused) -> None:
    for row in rows:
        settle(row, owner, refused)


_threads: ThreadPoolExecutor | None = None


def _pool() -> ThreadPoolExecutor:
    """Kept between rounds: each thread keeps its connection to the messenger open."""
    global _threads
    if _threads is None:
        _threads = ThreadPoolExecutor(THREADS, thread_name_prefix="outbox")
    return _threads
