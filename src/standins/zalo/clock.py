"""The stand-in's own clock, in milliseconds: real until somebody moves or freezes it."""

import threading
import time


class Clock:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = 0
        self._frozen: int | None = None

    def now(self) -> int:
        with self._lock:
            return self._frozen if self._frozen is not None else int(time.time() * 1000) + self._offset

    def set(self, moment: int, *, frozen: bool) -> None:
        with self._lock:
            self._frozen = moment if frozen else None
            self._offset = moment - int(time.time() * 1000)

    def advance(self, by: int) -> None:
        with self._lock:
            self._offset += by
            if self._frozen is not None:
                self._frozen += by
