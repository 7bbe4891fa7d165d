"""What a messenger is. One folder per kind under ``messengers/`` holds an object that keeps this protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from lantoa.delivery.logic.inbound import Inbound


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP call as it arrived: raw body, header names in lower case, the account named in the address if any."""

    body: bytes
    headers: Mapping[str, str]
    account: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the door reads from a call before it believes it.

    ``accounts`` are the ids it may belong to, in the order to try; empty when the event names none.
    ``external_id`` is the same for every repetition of the event and holds no address; ``content`` is a keyed digest of
    what it says. Only both together tell a repetition: ids are used again by others, words are said twice.
    """

    app_id: str
    accounts: tuple[str, ...]
    external_id: str
    content: str = ""
    text: str = ""
    signature: bool = True


@dataclass(frozen=True, slots=True)
class Secrets:
    """What an account may hold; empty where it was not given."""

    secret: str = ""
    app_secret: str = ""
    address: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message ready to leave. ``key`` is the same for every try, for messengers that can tell a repetition."""

    address: str
    text: str
    picture: bytes | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A fresh pair of tokens."""

    access: str
    refresh: str
    seconds: int


class Fault(StrEnum):
    """Why something did not leave. What follows from each stands in ``logic/faults.py``."""

    RETRY = "retry"
    AWAY = "away"
    RATE = "rate"
    TURN = "turn"
    TOKEN = "token"  # noqa: S105
    REFRESHING = "refreshing"
    WINDOW = "window"
    PERSON = "person"
    QUOTA = "quota"
    CHARGED = "charged"
    NIGHT = "night"
    OFF = "off"
    CONFIG = "config"
    HUMAN = "human"
    PERMANENT = "permanent"
    GRANT_LOST = "grant_lost"
    NO_GRANT = "no_grant"


@dataclass(frozen=True, slots=True)
class Left:
    """What an account may still send to people outside the free hours; none left means that it costs money."""

    left: int
    total: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A part that left: the messenger's id of it, and what it says about the account's quota, if it says so."""

    id: str
    quota: Left | None = None


class SendRefused(Exception):
    """The messenger did not take a message; class and code only, never its text."""

    def __init__(self, fault: Fault, code: str = "", quota: Left | None = None) -> None:
        super().__init__(f"{fault}:{code}")
        self.fault, self.code, self.quota = fault, code, quota


class Garbage(Exception):
    """A call that is not one of this messenger's."""


class UnknownShape(Exception):
    """A true event that this version cannot read: it is parked sealed. The message is a code."""


@dataclass(frozen=True, slots=True)
class WindowRule:
    """How long after somebody's last contact the messenger lets us write: free first, then from the package."""

    free: timedelta
    open: timedelta


class Messenger(Protocol):
    """One kind of messenger. Holds no state and touches no table. ``window`` is None where one may always write."""

    kind: str
    needs_grant: bool
    per_minute: int
    window: WindowRule | None

    def hear(self, call: Call) -> Heard | None:
        """Read a call; None for a probe that only asks whether we live. Raises Garbage."""

    def signed(self, call: Call, app_id: str, secrets: Secrets) -> bool:
        """Whether this account's secret made the signature."""

    def parse(self, body: bytes, external_id: str, account: str) -> Inbound | None:
        """The event, or None when it means nothing to us. Raises UnknownShape."""

    def join(self, pieces: Sequence[bytes | None]) -> bytes:
        """The body of a whole text from the bodies of its pieces, None for each that never came."""

    def split(self, text: str) -> list[str]:
        """The parts in which a text leaves."""

    def calls(self, letter: Letter) -> int:
        """How many calls sending this part takes; each counts."""

    def send(self, letter: Letter, secrets: Secrets, access: str) -> Sent:
        """Send one part. Raises SendRefused."""

    def refresh(self, app_id: str, app_secret: str, refresh: str) -> Pair:
        """Trade a refresh token for a new pair. Raises SendRefused."""

    def fetch(self, url: str, limit: int) -> bytes:
        """A file that came with a message, from this messenger's own hosts. Raises SendRefused."""
