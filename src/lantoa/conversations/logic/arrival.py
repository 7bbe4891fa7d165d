"""What every door hands to the one intake."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lantoa.delivery.logic import Media
from lantoa.media.logic.take import Taken

TYPED = frozenset({"web", "hotline_note"})
"""Doors at which an address is typed by whoever sits there, and proves nothing about whose it is."""


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """A message as it came in, with what its door knows.

    ``unit`` is the unit of the account or of the page (a ``places.Unit`` id); ``to_thread`` is set
    where the door already knows the thread (status page). ``kind``, ``category``, ``urgency``,
    ``area`` and ``chosen_unit`` are a person's own choices; word rules may raise them, never lower.
    ``home_area`` is the area of the page or printed link: it counts until the words name another place.
    ``not_see`` is what the person wrote to *who must not see this*. ``told`` is what the person said without
    the lines a door adds (*Lúc: ...*): it is what sorting reads; empty means the text itself. ``over``: the person
    said that it is over. ``accuses``: beside another kind, the person also chose that it is about the police.
    ``content`` tells events with the same id apart;
    ``files`` are here, ``coming`` are still with the messenger and fetched after the message was taken in;
    ``odd`` are codes of what a reader should know of how it came (``logic/odd.py``).
    """

    channel: str
    text: str
    sent_at: datetime
    external_id: str = ""
    content: str = ""
    account: int | None = None
    unit: int | None = None
    address: str = ""
    in_group: bool = False
    mode: str = "confidential"
    kind: str = ""
    category: str = ""
    urgency: str = ""
    chosen_unit: int | None = None
    area: int | None = None
    home_area: int | None = None
    point: tuple[float, float] | None = None
    place: str = ""
    not_see: str = ""
    told: str = ""
    over: bool = False
    accuses: bool = False
    wishes: str = ""
    files: tuple[Taken, ...] = field(default_factory=tuple)
    coming: tuple[Media, ...] = ()
    to_thread: int | None = None
    odd: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
