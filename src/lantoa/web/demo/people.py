"""Who can sign in to the demonstration. Names, passwords and codes are invented and public."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from lantoa.accounts import actions
from lantoa.accounts.actions.factors import PERIOD, code_at
from lantoa.accounts.queries import actor_of
from lantoa.accounts.states import Role
from lantoa.conversations.actions.bank import plant_starter
from lantoa.conversations.queries.placing import city
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Account
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.places.actions import load_facts, make_area, set_duty_phone
from lantoa.places.models import Area, Unit
from lantoa.places.queries import desk_of, unit_by_code
from lantoa.places.states import DeskKind

APP_ID = "9000000000000000001"
SERVED = timedelta(days=60)
"""How long the people of the demonstration have been at their posts."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of ``people.toml``. An empty unit is the root: the inspectorate."""

    username: str
    name: str
    rank: str
    unit: str
    role: str
    areas: tuple[str, ...] = ()
    inbox: bool = False


@cache
def told() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))


def cast() -> list[Person]:
    """Everybody of the file."""
    return [Person(**{**row, "areas": tuple(row.get("areas", ()))}) for row in told()["person"]]


def password() -> str:
    """The one password of all."""
    return str(told()["password"])


def totp_secret(username: str) -> bytes:
    """The same for everybody who has this source: it guards nothing."""
    return hashlib.sha256(f"lantoa demonstration {username}".encode()).digest()[:20]


def kept_file() -> Path:
    """Where the codes that were drawn at building are kept, for ``lantoa demo people``."""
    return Path(settings.DATA) / "demonstration-people.json"


def kept() -> dict[str, Any]:
    """What was kept; empty before the demonstration is built."""
    try:
        held = json.loads(kept_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def keep(held: dict[str, Any]) -> None:
    """Write it down, readable for the owner alone."""
    draft = kept_file().with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(held, out, ensure_ascii=False)
    draft.replace(kept_file())


def unit_of(code: str) -> Unit:
    """The unit of a code today; the root for none."""
    found = unit_by_code(code) if code else Unit.objects.get(kind="country")
    if found is None:
        raise LookupError(f"Danh mục không có mã {code}.")
    return found


def lay_the_ground() -> None:
    """City, communes, areas and accounts that can only receive: without a grant nothing ever leaves this machine.
    ``lantoa standin zalo`` gives them one, of a stand-in on this machine (``demo/messenger.py``)."""
    load_facts(by=HOUSE)
    plant_starter(by=HOUSE, unit=city())
    set_duty_phone(by=HOUSE, unit=city(), number=told()["duty_phone"])
    for row in told()["area"]:
        unit = unit_of(row["unit"])
        if not Area.objects.filter(unit=unit, name=row["name"]).exists():
            make_area(by=HOUSE, unit=unit, kind=row["kind"], name=row["name"], words="\n".join(row["words"]))
    messenger = all_messengers()["zalo_oa"]
    for row in told()["account"]:
        if not Account.objects.filter(kind=messenger.kind, external_id=row["external_id"]).exists():
            connect_account(
                by=HOUSE,
                messenger=messenger,
                unit=unit_of(row["unit"]).pk,
                external_id=row["external_id"],
                app_id=APP_ID,
                secrets=Secrets(secret=hashlib.sha256(row["external_id"].encode()).hexdigest()),
            )


def engage(person: Person) -> list[str]:
    """Hire, post and let in one person. Returns the recovery codes."""
    unit = unit_of(person.unit)
    with clock.moved(clock.now() - SERVED):
        staff = actions.hire(
            by=HOUSE, username=person.username, name=person.name, rank=person.rank, unit=unit, role=person.role
        )
        for name in person.areas:
            beat = desk_of(DeskKind.BEAT, unit, Area.objects.get(unit=unit, name=name))
            actions.sit_at(by=HOUSE, staff=staff, desk=beat)
        if person.inbox:
            actions.sit_at(by=HOUSE, staff=staff, desk=desk_of(DeskKind.INBOX, unit))
        slip = actions.give_slip(by=HOUSE, staff=staff)
        staff = actions.use_slip(by=HOUSE, username=person.username, code=slip, password=password())
        secret = totp_secret(person.username)
        code = code_at(secret, int(clock.now().timestamp()) // PERIOD)
        return actions.confirm_factor(by=actor_of(staff), staff=staff, secret=secret, code=code)


def listed() -> list[dict[str, Any]]:
    """Everybody with how they sign in, as ``lantoa demo people --json`` prints them."""
    codes = kept().get("recovery_codes", {})
    return [
        {
            "name": f"{person.rank} {person.name}".strip(),
            "role": person.role,
            "role_name": str(Role(person.role).label),
            "unit": unit_of(person.unit).name,
            "unit_code": person.unit,
            "username": person.username,
            "password": password(),
            "totp_secret": base64.b32encode(totp_secret(person.username)).decode(),
            "recovery_codes": codes.get(person.username, []),
        }
        for person in cast()
    ]
