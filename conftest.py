"""The cast and their house: invented people, two communes, a city and its inspectorate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from lantoa.accounts.actions.factors import sealed_secret
from lantoa.accounts.logic import hashed_session
from lantoa.accounts.middleware import VERIFIED
from lantoa.accounts.models import Post, Posting, SecondFactor, Staff, StaffSession
from lantoa.accounts.queries import actor_of
from lantoa.delivery.actions.day_key import forget_keys
from lantoa.delivery.queries.known import forget_accounts
from lantoa.journal.logic import Actor
from lantoa.kit import clock, duty, limits
from lantoa.places.models import Area, Desk, Unit, UnitCode
from lantoa.places.queries.finder import forget as forget_places


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Keys, accounts and places kept in memory belong to the database of one test."""
    for forget in (forget_keys, forget_accounts, forget_places, duty.forget):
        forget()
    yield
    for forget in (forget_keys, forget_accounts, forget_places, duty.forget):
        forget()


@pytest.fixture(autouse=True)
def no_tries_counted() -> None:
    """What one test tried is not held against the next."""
    limits.use("")


@dataclass
class House:
    """Country, city, two communes with two beats each, and every desk they have."""

    country: Unit
    city: Unit
    here: Unit
    there: Unit
    areas: dict[int, list[Area]]
    desks: dict[tuple[str, int], Desk]
    beats: dict[int, Desk]

    def desk(self, kind: str, unit: Unit) -> Desk:
        """The desk of a kind in a unit."""
        return self.desks[kind, unit.pk]


@dataclass
class Cast:
    """Everybody by name. ``actor`` is asked anew each time, so a move shows at once."""

    otto: Staff
    petra: Staff
    dana: Staff
    chi: Staff
    mo: Staff
    ines: Staff
    vinh: Staff
    adam: Staff

    def actor(self, name: str) -> Actor:
        """How rules know this person now."""
        return actor_of(getattr(self, name))


def _unit(kind: str, name: str, parent: Unit | None, code: str = "") -> Unit:
    unit = Unit.objects.create(kind=kind, name=name, parent=parent, path=f"new {name}", valid_from=date(2025, 7, 1))
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save()
    if code:
        UnitCode.objects.create(unit=unit, code=code, valid_from=date(2025, 7, 1))
    return unit


@pytest.fixture
def house(db: None) -> House:
    country = _unit("country", "Cả nước thử", None)
    city = _unit("city", "Thành phố thử", country, "92")
    here, there = (_unit("commune", f"Phường {n}", city, c) for n, c in (("Mẫu Một", "90001"), ("Mẫu Hai", "90002")))
    made = House(country, city, here, there, {}, {}, {})
    wanted = [("inspectorate", country), ("above", city), ("duty", city)]
    wanted += [(kind, unit) for unit in (here, there) for kind in ("inbox", "chief")]
    for kind, unit in wanted:
        made.desks[kind, unit.pk] = Desk.objects.create(kind=kind, unit=unit)
    for unit in (here, there):
        made.areas[unit.pk] = [Area.objects.create(unit=unit, kind="khu_vuc", name=f"Khu vực {n}") for n in (1, 2)]
        for area in made.areas[unit.pk]:
            made.beats[area.pk] = Desk.objects.create(kind="beat", unit=unit, area=area)
    return made


SERVED = timedelta(days=30)
"""How long everybody has been at their post: long enough to open an identity."""
SECRET = b"one secret for all tests"[:20]


def _person(username: str, name: str, rank: str, unit: Unit, role: str, *desks: Desk) -> Staff:
    now = clock.now() - SERVED
    staff = Staff.objects.create(username=username, name=name, rank=rank, made_at=now)
    Post.objects.create(staff=staff, unit=unit, role=role, since=now)
    for desk in desks:
        Posting.objects.create(staff=staff, desk=desk, since=now)
    SecondFactor.objects.create(staff=staff, secret=sealed_secret(SECRET, staff), made_at=now)
    return staff


@pytest.fixture
def cast(house: House) -> Cast:
    """Otto and Petra walk a beat and read their commune's inbox; Dana sits at the city's duty desk; Mo is movement."""
    beat = {unit.pk: house.beats[house.areas[unit.pk][0].pk] for unit in (house.here, house.there)}
    here, there = house.here, house.there
    return Cast(
        otto=_person("otto", "Nguyễn Văn Ốt", "Th/u", here, "beat", beat[here.pk], house.desk("inbox", here)),
        petra=_person("petra", "Trần Thị Bê", "Th/u", there, "beat", beat[there.pk], house.desk("inbox", there)),
        dana=_person("dana", "Võ Thị Đa", "Tr/u", house.city, "duty"),
        chi=_person("chi", "Lê Thị Chi", "Tr/t", here, "chief"),
        mo=_person("mo", "Phan Văn Mơ", "Đ/u", house.city, "movement"),
        ines=_person("ines", "Đỗ Thị In", "Th/t", house.country, "inspector"),
        vinh=_person("vinh", "Huỳnh Văn Vinh", "", here, "volunteer"),
        adam=_person("adam", "Bùi Văn Đam", "", house.city, "admin"),
    )


@pytest.fixture
def client_of() -> Callable[..., Any]:
    """A browser in which somebody is signed in, second factor seen; without a person it is a stranger's."""

    def signed_in(staff: Staff | None = None, **options: Any) -> Client:
        client = Client(**options)
        if staff is None:
            return client
        client.force_login(Staff.objects.get(pk=staff.pk))
        session = client.session
        session[VERIFIED] = staff.pk
        session.save()
        day = clock.today()
        held = hashed_session(session.session_key)
        StaffSession.objects.create(staff=staff, session_hash=held, device="máy thử", since=day, seen_on=day)
        return client

    return signed_in


from os import environ  # noqa: E402

from hypothesis import HealthCheck, settings  # noqa: E402

# A slow machine is no fault of the code, and a run must say the same twice; EXPLORE=1 looks for new examples.
settings.register_profile(
    "house", deadline=None, derandomize="EXPLORE" not in environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
