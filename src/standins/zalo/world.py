"""Everything the stand-in remembers: apps, official accounts, people, tokens, lines of talk, what was sent."""

import threading
from dataclasses import dataclass, field
from typing import Any

from standins.zalo.clock import Clock
from standins.zalo.ids import Ids
from standins.zalo.switches import Fault, Style

HOUR = 3_600_000
DAY = 24 * HOUR


@dataclass
class App:
    """One application in the console: one webhook address, one OA secret key, shared by its accounts."""

    app_id: str
    app_secret: str
    oa_secret: str
    callback: str = ""
    hook: str = ""
    retry: bool = False
    events: set[str] | None = field(default_factory=set)  # None: every toggle is on
    disabled: bool = False


@dataclass
class Account:
    """An official account, authorised for one app."""

    oa_id: str
    app_id: str
    name: str
    sub_quota: int = 500
    sub_quota_total: int = 500
    cloud_account: bool = True


@dataclass
class Grant:
    """A pair of tokens; the access token dies as soon as a newer pair exists."""

    oa_id: str
    access: str
    refresh: str
    access_until: int
    refresh_until: int
    access_dead: bool = False
    refresh_used: bool = False


@dataclass
class Code:
    oa_id: str
    until: int
    challenge: str
    used: bool = False


@dataclass
class Person:
    key: str
    name: str
    follows: set[str] = field(default_factory=set)
    wrote_to: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    welcomed: dict[str, int] = field(default_factory=dict)
    refuse: int = 0


@dataclass
class Group:
    group_id: str
    oa_id: str
    name: str
    members: set[str] = field(default_factory=set)


@dataclass
class Line:
    """One message of a talk, as the resident's phone would show it."""

    oa_id: str
    person: str
    by_oa: bool
    kind: str
    text: str
    url: str
    msg_id: str
    at: int
    group: str = ""
    deleted: bool = False


@dataclass
class Stored:
    """A file under an address that expires, or an upload under an id that expires."""

    body: bytes
    kind: str
    name: str
    until: int


class World:
    def __init__(self, seed: str = "standin") -> None:
        self.lock = threading.RLock()
        self.clock = Clock()
        self.ids = Ids(seed)
        self.style = Style()
        self.faults: list[Fault] = []
        self.apps: dict[str, App] = {}
        self.accounts: dict[str, Account] = {}
        self.grants: list[Grant] = []
        self.codes: dict[str, Code] = {}
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.lines: list[Line] = []
        self.sent: list[dict[str, Any]] = []
        self.media: dict[str, Stored] = {}
        self.uploads: dict[str, Stored] = {}
        self.uploads_month = 0
        self.calls: dict[str, int] = {}
        self.base = ""
        self._users: dict[tuple[str, str], Person] = {}
        self._told_ids: dict[tuple[str, str], str] = {}
        self._by_id: dict[str, Line] = {}

    def person(self, name: str) -> Person:
        """The person of this name, met on the spot when new."""
        key = name.strip() or "Rhea"
        return self.people.setdefault(key, Person(key, key))

    def user_id(self, oa_id: str, person: Person) -> str:
        """One human has another id at every account: drawn, or as `introduce` was told."""
        user_id = self._told_ids.get((oa_id, person.key)) or self.ids.named("user", oa_id, person.key)
        self._users[oa_id, user_id] = person
        return user_id

    def introduce(self, oa_id: str, person: Person, user_id: str) -> None:
        """Somebody a house knows from before, under the id it knows."""
        self._told_ids[oa_id, person.key] = user_id
        self._users[oa_id, user_id] = person

    def user_id_by_app(self, app_id: str, person: Person) -> str:
        return self.ids.named("user-by-app", app_id, person.key)

    def find_user(self, oa_id: str, user_id: str) -> Person | None:
        if (oa_id, user_id) not in self._users:
            for one in self.people.values():
                self.user_id(oa_id, one)
        return self._users.get((oa_id, user_id))

    def group(self, oa_id: str, name: str) -> Group:
        group_id = self.ids.named_hex("group", oa_id, name)
        return self.groups.setdefault(group_id, Group(group_id, oa_id, name))

    def line(self, msg_id: str) -> Line | None:
        return self._by_id.get(msg_id)

    def keep(self, line: Line) -> None:
        self.lines.append(line)
        self._by_id[line.msg_id] = line

    def new_grant(self, oa_id: str) -> Grant:
        """A new pair; every older access token of the account is dead from this moment."""
        now = self.clock.now()
        for old in self.grants:
            if old.oa_id == oa_id:
                old.access_dead = True
        grant = Grant(oa_id, self.ids.secret("access"), self.ids.secret("refresh"), now + 90_000_000, now + 90 * DAY)
        self.grants.append(grant)
        return grant

    def fault(self, where: str, path: str) -> Fault | None:
        """The first switch that fits this call; counted down when it was set for a number of times."""
        with self.lock:
            for one in self.faults:
                if one.where == where and path.startswith(one.path) and one.times != 0:
                    one.times -= 1 if one.times > 0 else 0
                    return one
        return None
