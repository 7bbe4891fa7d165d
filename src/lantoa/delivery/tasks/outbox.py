"""Sending what was promised, account by account, within its quota.

While a batch is on its way this thread takes the next one and marks the last one, so that the messenger never waits for
the database. Threads of the pool touch no database.
"""

from __future__ import annotations

import time
from concurrent.futures import wait
from datetime import timedelta

from lantoa.delivery.actions import allowance, claim, quota
from lantoa.delivery.actions.claim import Leased
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.grant import access
from lantoa.delivery.logic.faults import COURSES, Then
from lantoa.delivery.logic.messenger import Fault, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.queries.known import Known, known_by_id
from lantoa.delivery.queries.outlook import would_cost
from lantoa.delivery.states import OutboxRank
from lantoa.delivery.tasks.line import THREADS, Behind, Calls, Line, likely_calls, pool, work
from lantoa.errands.logic import fault_of
from lantoa.kit.seal import HeldKey, SealBroken
from lantoa.vault.queries import KeyDestroyed

SMALLEST, LARGEST = 50, 2000
MARK_EVERY, ROUND = 0.25, 15.0
_batch = SMALLEST


def drain_outbox() -> int:
    """Send what is due, for some seconds at most; returns how many rows were touched.

    A batch is about what the far side takes in a second: small where an answer takes long, so that a killed worker
    repeats few messages.
    """
    global _batch
    touched, until = 0, time.monotonic() + ROUND
    owner = claim.new_owner()
    rows = claim.claim_outbox(owner=owner, limit=_batch)
    lines = _start(rows, owner)
    while rows:
        began, count = time.monotonic(), len(rows)
        touched += count
        next_owner = claim.new_owner()
        more = count == _batch and began < until
        lease = claim.take_outbox(owner=next_owner, limit=_batch) if more else None
        while wait([t for line in lines for t in line.threads], timeout=MARK_EVERY).not_done:
            _mark(lines, owner)
        _batch = max(SMALLEST, min(LARGEST, int(count / max(0.001, time.monotonic() - began))))
        rows = claim.read_outbox(owner=next_owner, lease=lease) if lease is not None else []
        following = _start(rows, next_owner)
        _finish(lines, owner)
        lines, owner = following, next_owner
    return touched


def _start(rows: list[Leased], owner: str) -> list[Line]:
    """Put rows on their way, as many of each account as its quota and its token allow."""
    lines = (_account(a, [r for r in rows if r.account_id == a], owner) for a in sorted({r.account_id for r in rows}))
    return [line for line in lines if line is not None]


def _account(account: int, rows: list[Leased], owner: str) -> Line | None:
    known = known_by_id(account)
    if known is None:
        _settle_all(rows, owner, SendRefused(Fault.CONFIG, "inactive"))
        return None
    messenger = all_messengers()[known.kind]
    if not known.may_send:
        _settle_all(rows, owner, SendRefused(Fault.OFF))
        return None
    rows = rows if known.may_charge else _affordable(known, rows, owner)
    try:
        token = access(known, messenger)
    except SendRefused as refused:
        _settle_all(rows, owner, refused)
        return None
    given, pause = _allowed(account, rows, owner)
    going = _first(rows, given)
    claim.put_back(rows[going:], owner=owner, wait=pause, fault=f"{Fault.TURN}:")
    if not going:
        return None
    line = Line(known, messenger, token, Calls(given))
    _send_all(line, rows[:going], owner)
    return line


def _allowed(account: int, rows: list[Leased], owner: str) -> tuple[int, timedelta]:
    """How many calls these rows may make now, those about life first, and how long the rest waits."""
    life = sum(likely_calls(row) for row in rows if row.rank == OutboxRank.LIFE)
    others = sum(map(likely_calls, rows)) - life
    first, pause = quota.take(account, life, owner=owner, life=True) if life else (0, timedelta(0))
    then, wait_for = quota.take(account, others, owner=owner) if others and not pause else (0, pause)
    return first + then, wait_for


def _affordable(known: Known, rows: list[Leased], owner: str) -> list[Leased]:
    """Without what would cost money each: that waits for the person to write, and is never sent by surprise."""
    dear = would_cost(known.id, known.kind, {bytes(row.to or b"") for row in rows})
    _settle_all([row for row in rows if bytes(row.to or b"") in dear], owner, SendRefused(Fault.CHARGED))
    return [row for row in rows if bytes(row.to or b"") not in dear]


def _first(rows: list[Leased], given: int) -> int:
    """How many rows may start on so many calls; the last of them perhaps not to its end."""
    for number, row in enumerate(rows):
        if given <= 0:
            return number
        given -= likely_calls(row)
    return len(rows)


def _send_all(line: Line, rows: list[Leased], owner: str) -> None:
    keys: dict[int, HeldKey] = {}
    for key_id in {row.seal_key for row in rows if row.seal_key is not None}:
        try:
            keys[key_id] = held(key_id)
        except KeyDestroyed as fault:
            for row in [row for row in rows if row.seal_key == key_id]:
                claim.park(row, owner=owner, fault=fault_of(fault))
    line.stopped, line.silent = None, 0
    lanes: dict[bytes, list[Leased]] = {}
    for row in rows:
        if row.seal_key in keys:
            lanes.setdefault(bytes(row.to or b""), []).append(row)
    # a list's iterator hands each lane to one thread only: what one person is told stays in its order
    waiting = iter(list(lanes.values()))
    line.threads = [pool().submit(work, line, waiting, keys) for _ in range(min(THREADS, len(lanes)))]


def _finish(lines: list[Line], owner: str) -> None:
    """Mark what has been answered; what was refused for its token is sent once more with a newer one."""
    for line, stale in _mark(lines, owner):
        try:
            # another worker's refresh killed the old token, or it ran out early
            line.access = access(line.known, line.messenger, after=line.access.version)
        except SendRefused as refused:
            _settle_all(stale, owner, refused)
            continue
        line.calls.more(quota.take(line.known.id, sum(map(likely_calls, stale)), owner=owner)[0])
        _send_all(line, stale, owner)
        wait(line.threads)
        for _, still in _mark([line], owner):
            _settle_all(still, owner, SendRefused(Fault.TOKEN))
    for line in lines:
        quota.made(line.known.id, line.calls.made, owner=owner)
        if line.quota is not None:
            allowance.told(line.known.id, line.quota)


def _mark(lines: list[Line], owner: str) -> list[tuple[Line, list[Leased]]]:
    """Settle what was answered so far. Rows refused for their token are kept for the end, and given back then."""
    sent: list[Leased] = []
    stale: list[tuple[Line, list[Leased]]] = []
    for line in lines:
        over = all(thread.done() for thread in line.threads)
        refused_token: list[Leased] = []
        for _ in range(len(line.answers)):
            row, parts, refused = line.answers.popleft()
            if refused is None:
                sent.append(row)
            elif isinstance(refused, SealBroken):
                claim.park(row, owner=owner, fault=fault_of(refused))
            elif isinstance(refused, Behind):
                claim.put_behind(row, refused.first, owner=owner)
            elif refused.fault is Fault.TOKEN and not over:
                line.answers.append((row, parts, refused))
            else:
                _note_parts(row, parts, owner)
                if refused.fault is Fault.TOKEN:
                    refused_token.append(row)
                else:
                    settle(row, owner, refused)
        if refused_token:
            stale.append((line, refused_token))
    claim.settle_sent(sent, owner=owner)
    return stale


def _note_parts(row: Leased, parts: int, owner: str) -> None:
    if parts != row.parts_sent:
        row.parts_sent = parts
        claim.part_sent(row, owner=owner, count=parts)


def settle(row: Leased, owner: str, refused: SendRefused) -> None:
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


def _settle_all(rows: list[Leased], owner: str, refused: SendRefused) -> None:
    for row in rows:
        settle(row, owner, refused)
