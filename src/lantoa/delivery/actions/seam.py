"""The one seam upward: who takes an event, and which text is urgent. Filled by ``web/wiring.py``."""

from __future__ import annotations

import logging
from collections.abc import Callable

from lantoa.delivery.logic import Inbound

log = logging.getLogger(__name__)


class NobodyTakes(Exception):
    """No taker is wired: rows stay stored until there is one."""


Taker = Callable[[Inbound], None]
Urgent = Callable[[str], bool]

_taker: Taker | None = None
_urgent: Urgent | None = None


def set_taker(taker: Taker, urgent: Urgent) -> None:
    """Wire the house's intake. ``taker`` runs in its own transaction and may be called again for the same
    event after a crash; ``urgent`` decides the priority bit from text alone."""
    global _taker, _urgent
    _taker, _urgent = taker, urgent


def taker() -> Taker:
    """The wired taker. Raises NobodyTakes."""
    if _taker is None:
        raise NobodyTakes
    return _taker


def urgent(text: str) -> bool:
    """The priority bit; without a rule, or when it fails, everything is urgent."""
    try:
        return _urgent is None or _urgent(text)
    except Exception as fault:
        log.error("urgent rule failed: %s", type(fault).__name__)
        return True
