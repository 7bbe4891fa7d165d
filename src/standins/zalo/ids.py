"""Ids that look like the messenger's and are the same in every run with the same seed."""

import hashlib
import threading


class Ids:
    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count: dict[str, int] = {}
        self._lock = threading.Lock()

    def _digest(self, *parts: str) -> bytes:
        return hashlib.sha256("\x1f".join((self._seed, *parts)).encode()).digest()

    def _next(self, kind: str) -> bytes:
        with self._lock:
            self._count[kind] = self._count.get(kind, 0) + 1
            number = self._count[kind]
        return self._digest(kind, str(number))

    def named(self, kind: str, *names: str) -> str:
        """A decimal id beyond 2^53 that always belongs to these names."""
        return str(10**18 + int.from_bytes(self._digest(kind, *names)[:8], "big") % (8 * 10**18))

    def named_hex(self, kind: str, *names: str) -> str:
        return self._digest(kind, *names).hex()[:20]

    def message(self) -> str:
        return self._next("message").hex()[:20]

    def secret(self, kind: str) -> str:
        """A token: long, opaque, repeatable with the seed."""
        return self._next(kind).hex() + self._next(kind).hex()

    def chance(self, kind: str) -> float:
        """A number in [0, 1) for faults that happen sometimes."""
        return int.from_bytes(self._next(kind)[:6], "big") / 2**48
