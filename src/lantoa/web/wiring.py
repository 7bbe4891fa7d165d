"""The one list of who hears what: announcements to tasks, slots to pieces, regular jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lantoa.errands.logic import Announcement
from lantoa.kit.slots import Filler
from lantoa.web.staff.rail import rail

LISTENERS: Mapping[type[Announcement], Sequence[Callable[..., Any]]] = {}
EVERY: Sequence[tuple[int, Callable[..., Any]]] = ()
# Which pieces stand in which named place, in this order.
SLOTS: Sequence[tuple[str, Filler]] = (("staff.rail", rail),)
