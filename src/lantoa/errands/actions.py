"""Promising later work in the transaction of the change that causes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from lantoa.errands.logic import Announcement
from lantoa.errands.models import Errand, Tick
from lantoa.kit import clock

_listeners: dict[type[Announcement], tuple[str, ...]] = {}


def path_of(task: Callable[..., Any]) -> str:
    """The dotted path under which a task is written into rows."""
    return f"{task.__module__}.{task.__qualname__}"


def listen(listeners: Mapping[type[Announcement], Sequence[Callable[..., Any]]]) -> None:
    """Take the list of ``web/wiring.py``: which functions hear which announcement."""
    _listeners.clear()
    for announcement, tasks in listeners.items():
        _listeners[announcement] = tuple(path_of(task) for task in tasks)


def announce(said: Announcement, *, due: datetime | None = None, key: str | None = None) -> int:
    """One errand row per listener, inside the caller's transaction. Returns how many.

    ``due`` delays the work; with ``key`` the same promise is made only once per listener.
    """
    now = clock.now()
    rows = [
        Errand(task=task, args=said.fields(), due=due or now, made_at=now, key=f"{key}:{task}"[-120:] if key else None)
        for task in _listeners.get(type(said), ())
    ]
    Errand.objects.bulk_create(rows, ignore_conflicts=key is not None)
    return len(rows)


def beat(name: str) -> None:
    """Write one heartbeat row: proof that the database takes writes now. Raises what the database raises."""
    Tick.objects.update_or_create(name=name, slot=0, defaults={"at": clock.now()})
