"""The 16 digits that lead back to a thread, and the hash by which they are found.

The last digit checks the others (Damm's quasigroup), so a slip of the pen is told before anything is
hashed. Look-ups are HMAC(house key, argon2id(digits, house salt, 19 MiB, t=1)): DESIGN 9.
"""

from __future__ import annotations

import os
import secrets
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from argon2.low_level import Type, hash_secret_raw

from lantoa.kit import keys

LENGTH = 16
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
AHEAD = 6
_slots: dict[str, BoundedSemaphore]
_ahead: deque[Future[tuple[bytes, Drawn]]]
_ahead_guard: Lock
_drawer: ThreadPoolExecutor


def _begin() -> None:
    """At start, and in a forked process, whose parent's threads are not there: what they were asked never comes."""
    global _slots, _ahead, _ahead_guard, _drawer
    # Two slots, so that a flood of look-ups never delays the drawing of a receipt for a new tip.
    _slots = {"draw": BoundedSemaphore(1), "look": BoundedSemaphore(1)}
    _ahead, _ahead_guard = deque(), Lock()
    _drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="receipts")


_begin()
os.register_at_fork(after_in_child=_begin)


class Busy(Exception):
    """Every slot for looking up is taken; asking again in a moment helps."""


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """A receipt in the hand of whoever just got it: the digits live nowhere else."""

    digits: str
    lookup: bytes
    nonce: str

    def in_groups(self) -> str:
        """Four groups of four, as it is read out."""
        return grouped(self.digits)


def grouped(digits: str) -> str:
    """``4827 1590 3364 8012``."""
    return " ".join(digits[i : i + 4] for i in range(0, LENGTH, 4))


def _check_digit(digits: str) -> str:
    state = 0
    for sign in digits:
        state = int(_DAMM[state][int(sign)])
    return str(state)


def cleaned(typed: str) -> str:
    """The digits of what a person typed, without blanks, dots and dashes."""
    return "".join(sign for sign in typed if sign in "0123456789")


def well_formed(digits: str) -> bool:
    """16 digits whose last one fits: everything else is told apart without hashing."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit() and _check_digit(digits) == "0"


def lookup_of(digits: str, *, slot: str = "look", wait: float | None = 0.25) -> bytes:
    """32 bytes under which the receipt is stored; about 10 ms of work.

    ``slot`` is ``draw`` or ``look``; raises Busy when the slot stays taken for ``wait`` seconds
    (None waits for ever). Never call this inside a transaction.
    """
    gate = _slots[slot]
    if not gate.acquire(timeout=wait):
        raise Busy
    try:
        slow = hash_secret_raw(
            digits.encode(),
            keys.purpose_key("receipt-salt/1")[:16],
            time_cost=1,
            memory_cost=19 * 1024,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
    finally:
        gate.release()
    return keys.hashed("receipt/1", slow)


def _drawn() -> tuple[bytes, Drawn]:
    """A fresh receipt, and the key it was hashed under."""
    head = "".join(str(secrets.randbelow(10)) for _ in range(LENGTH - 1))
    digits = head + _check_digit(head)
    key = keys.purpose_key("receipt/1")
    return key, Drawn(digits, lookup_of(digits, slot="draw", wait=None), secrets.token_hex(12))


def draw() -> Drawn:
    """A new receipt. Never call this inside a transaction (it may hash).

    A few are drawn ahead by one thread of their own, so that neither a page nor the worker waits for the
    slow hash; those drawn under another key file are thrown away.
    """
    with _ahead_guard:
        waiting = [_ahead.popleft()] if _ahead else []
        while len(_ahead) < AHEAD:
            _ahead.append(_drawer.submit(_drawn))
    for one in waiting:
        key, drawn = one.result()
        if key == keys.purpose_key("receipt/1"):
            return drawn
    return _drawn()[1]
