"""Sending what was promised, account by account, within its quota.

While a batch is on its way this thread takes the next one and marks the last one, so that the messenger never waits for
the database. Threads of the pool touch no database.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from lantoa.delivery.actions import claim, quota
from lantoa.delivery.actions.claim import Leased
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.grant import Access, access
from lantoa.delivery.logic.faults import COURSES, Then
from lantoa.delivery.logic.messenger import Fault, Letter, Messenger, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.queries.known import Known, known_by_id
from lantoa.errands.logic import fault_of
from lantoa.kit.seal import HeldKey, SealBroken
from lantoa.vault.queries import KeyDestroyed

log = logging.getLogger(__name__)

SMALLEST, LARGEST, THREADS = 50, 2000, 4
MARK_EVERY, ROUND = 0.25, 15.0
SILENT = 8
_batch = SMALLEST


class Behind(Exception):
    """Not tried: an earlier message to the same person has to come again first."""

    def __init__(self, first: Leased) -> None:
        super().__init__(first.pk)
        self.first = first


_Answer = tuple[Leased, int, SendRefused | SealBroken | Behind | None]


@dataclass(slots=True)
class _Line:
    """One account's way out in one batch: what is on its way, and the answers so far."""

    known: Known
    messenger: Messenger
    access: Access
    answers: deque[_Answer] = field(default_factory=deque)
    stopped: SendRefused | None = None
    silent: int = 0
    threads: list[Future[None]] = field(default_factory=list)


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


def _start(rows: list[Leased], owner: str) -> list[_Line]:
    """Put rows on their way, as many of each account as its quota and its token allow."""
    lines = (_account(a, [r for r in rows if r.account_id == a], owner) for a in sorted({r.account_id for r in rows}))
    return [line for line in lines if line is not None]


def _account(account: int, rows: list[Leased], owner: str) -> _Line | None:
    known = known_by_id(account)
    if known is None:
        _settle_all(rows, owner, SendRefused(Fault.CONFIG, "inactive"))
        return None
    messenger = all_messengers()[known.kind]
    given, pause = quota.take(account, len(rows))
    claim.put_back(rows[given:], owner=owner, wait=pause, fault="rate:")
    if not given:
        return None
    try:
        line = _Line(known, messenger, access(known, messenger))
    except SendRefused as refused:
        quota.give_back(account, given)
        _settle_all(rows[:given], owner, refused)
        return None
    _send_all(line, rows[:given], owner)
    return line


def _send_all(line: _Line, rows: list[Leased], owner: str) -> None:
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
    line.threads = [_pool().submit(_work, line, waiting, keys) for _ in range(min(THREADS, len(lanes)))]


def _work(line: _Line, waiting: Iterator[list[Leased]], keys: dict[int, HeldKey]) -> None:
    for lane in waiting:
        first: Leased | None = None  # that has to come again: what follows it waits for it
        for row in lane:
            try:
                letter = open_letter(row, keys[row.seal_key or 0])
            except SealBroken as fault:
                line.answers.append((row, row.parts_sent, fault))
                continue
            if first is not None:
                line.answers.append((row, row.parts_sent, Behind(first)))
                continue
            parts, refused = _send(line, row.parts_sent, letter)
            line.answers.append((row, parts, refused))
            if refused is not None and line.stopped is None and COURSES[refused.fault].then in (Then.AGAIN, Then.REST):
                first = row


def open_letter(row: Leased, key: HeldKey) -> Letter:
    """The message of a row. Raises SealBroken."""
    if row.body is None:
        raise SealBroken("emptied")
    plain = json.loads(key.unseal(bytes(row.body), row=f"outbox:{row.key}"))
    picture = key.unseal(bytes(row.picture), row=f"picture:{row.key}") if row.picture is not None else None
    return Letter(plain["address"], plain["text"], picture, f"lantoa-{row.pk}")


def _send(line: _Line, start: int, letter: Letter) -> tuple[int, SendRefused | None]:
    """Send the parts from ``start`` on; how many have left, and what stopped it."""
    parts = line.messenger.split(letter.text) or [""]
    for number in range(start, len(parts)):
        if line.stopped is not None:
            return number, line.stopped
        picture = letter.picture if number == len(parts) - 1 else None
        part = Letter(letter.address, parts[number], picture, f"{letter.key}-{number}")
        try:
            line.messenger.send(part, line.known.secrets, line.access.token)
        except SendRefused as refused:
            if COURSES[refused.fault].whole_account or refused.fault is Fault.TOKEN:
                line.stopped = refused
            elif refused.fault is Fault.RETRY:
                line.silent += 1
                if line.silent >= SILENT:  # the far side is away: the others need not try, and lose no try
                    line.stopped = SendRefused(Fault.AWAY, refused.code)
            return number, refused
        except Exception as fault:
            log.error("messenger %s broke: %s", line.messenger.kind, fault_of(fault))
            return number, SendRefused(Fault.RETRY, type(fault).__name__)
        line.silent = 0
    return len(parts), None


def _finish(lines: list[_Line], owner: str) -> None:
    """Mark what has been answered; what was refused for its token is sent once more with a newer one."""
    for line, stale in _mark(lines, owner):
        try:
            # another worker's refresh killed the old token, or it ran out early
            line.access = access(line.known, line.messenger, after=line.access.version)
        except SendRefused as refused:
            _settle_all(stale, owner, refused)
            continue
        _send_all(line, stale, owner)
        wait(line.threads)
        for _, still in _mark([line], owner):
            _settle_all(still, owner, SendRefused(Fault.TOKEN))


def _mark(lines: list[_Line], owner: str) -> list[tuple[_Line, list[Leased]]]:
    """Settle what was answered so far. Rows refused for their token are kept for the end, and given back then."""
    sent: list[Leased] = []
    stale: list[tuple[_Line, list[Leased]]] = []
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


_threads: ThreadPoolExecutor | None = None


def _pool() -> ThreadPoolExecutor:
    """Kept between rounds: each thread keeps its connection to the messenger open."""
    global _threads
    if _threads is None:
        _threads = ThreadPoolExecutor(THREADS, thread_name_prefix="outbox")
    return _threads
