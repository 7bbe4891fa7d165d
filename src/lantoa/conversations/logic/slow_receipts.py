"""Receipts of before 27 November 2026: their look-ups are HMAC(house key, argon2id(digits, house salt, 19 MiB, t=1)).

Their digits are stored nowhere, so they stay under the slow hash until their matters are destroyed.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from lantoa.kit import keys

PATIENCE = 0.25
_one_at_a_time = BoundedSemaphore(1)


class Busy(Exception):
    """Somebody else looks an old receipt up; asking again in a moment helps."""


def lookup_of(digits: str) -> bytes:
    """32 bytes under which such a receipt is stored; about 10 ms of work. Raises Busy."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
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
        _one_at_a_time.release()
    return keys.hashed("receipt/1", slow)
