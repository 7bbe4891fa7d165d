"""The one list of who hears what: announcements to tasks, slots to pieces, regular jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lantoa.errands.logic import Announcement

LISTENERS: Mapping[type[Announcement], Sequence[Callable[..., Any]]] = {}
EVERY: Sequence[tuple[int, Callable[..., Any]]] = ()
