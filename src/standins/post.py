"""One POST to a hook, with a deadline."""

import http.client
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit


class Post:
    """One kept-open connection per host; every request has the whole deadline to be answered in."""

    def __init__(self, deadline_ms: Callable[[], int]) -> None:
        self._deadline_ms = deadline_ms
        self._open: dict[str, http.client.HTTPConnection] = {}

    def once(self, url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        """Status 0 means no answer at all; `late` that it came after the deadline, or not within it."""
        deadline = self._deadline_ms() / 1000
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        began = time.monotonic()
        status, error = 0, ""
        for fresh in (False, True):
            connection = self._connection(parts.netloc, deadline, fresh=fresh)
            reused = connection.sock is not None
            try:
                connection.request("POST", target or "/", body, headers)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
                break
            except (OSError, http.client.HTTPException) as bad:
                connection.close()
                error = type(bad).__name__
                # A kept connection that the other side had closed meanwhile says nothing about the hook.
                if not reused or not isinstance(bad, (http.client.RemoteDisconnected, ConnectionError)):
                    break
        took = time.monotonic() - began
        return {"status": status, "ms": int(took * 1000), "late": took > deadline, "error": error}

    def _connection(self, netloc: str, deadline: float, *, fresh: bool) -> http.client.HTTPConnection:
        if fresh or netloc not in self._open:
            if netloc in self._open:
                self._open[netloc].close()
            self._open[netloc] = http.client.HTTPConnection(netloc, timeout=deadline)
        return self._open[netloc]
