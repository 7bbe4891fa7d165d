"""One event from outside, the same for every door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What happened. Only ``MESSAGE`` makes threads.

    ``FOLLOW``, ``UNFOLLOW`` and ``REVOKED`` concern the account's way out and end in this app; the others go to the
    taker.
    """

    MESSAGE = "message"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    WITHDRAW = "withdraw"
    TAKEOVER = "takeover"
    CONTACT_DATA = "contact_data"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a message and is still with the messenger.

    ``kind``: image, gif, audio, video, file, sticker. A sticker is not fetched.
    """

    kind: str
    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """An event as the taker gets it; primitive values only.

    ``author`` is always the resident's address on the channel (for ``TAKEOVER`` the one written to, then
    ``staff`` is the messenger's id of the human who wrote); ``group`` is the address of a group chat. ``quote`` is a
    message id of the messenger. ``content`` tells one event from another with the same id. ``urgent`` is the priority
    bit given at the door. ``bundle``, ``part`` and ``parts`` belong to texts that arrive in pieces; the taker only ever
    gets them joined. ``odd`` are codes of what a reader should know: ``missing:2/3`` (part 2 of 3 never came),
    ``unread:2`` (two pieces of it are of a kind nobody knew).
    """

    channel: str
    external_id: str
    content: str = ""
    account_id: int | None = None
    unit_id: int | None = None
    event: Event = Event.MESSAGE
    author: str = ""
    group: str | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    text: str = ""
    media: tuple[Media, ...] = ()
    location: tuple[float, float] | None = None
    quote: str = ""
    staff: str = ""
    urgent: bool = False
    bundle: str = ""
    part: int = 1
    parts: int = 1
    odd: tuple[str, ...] = ()
