"""Making units and areas, each with its desks."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.places import rules
from lantoa.places.models import Area, Desk, Unit, UnitCode
from lantoa.places.states import DESKS, AreaKind, DeskKind, UnitKind


class NotAllowed(Exception):
    """This person may not change the map."""


class WrongPlace(Exception):
    """The unit or area cannot stand there; the message says why."""


def check(by: Actor) -> None:
    """Raises NotAllowed unless the map may be changed by this person."""
    if not rules.may_arrange(by):
        raise NotAllowed("Chỉ quản trị hệ thống được sửa danh mục nơi chốn.")


@transaction.atomic
def make_unit(
    *,
    by: Actor,
    kind: str,
    name: str,
    parent: Unit | None = None,
    code: str = "",
    valid_from: date | None = None,
    lat: float | None = None,
    lon: float | None = None,
    area_km2: float | None = None,
) -> Unit:
    """A unit with its code and desks. Raises NotAllowed, WrongPlace (a second root; a code in use)."""
    check(by)
    if (parent is None) != (kind == UnitKind.COUNTRY):
        raise WrongPlace("Cả nước là gốc, không có cấp trên; mọi đơn vị khác phải có.")
    if code and UnitCode.objects.filter(code=code, valid_from=valid_from).exists():
        raise WrongPlace(f"Mã {code} đã có từ ngày này.")
    unit = Unit.objects.create(
        kind=kind,
        name=name,
        parent=parent,
        path=secrets.token_hex(16),
        valid_from=valid_from,
        lat=lat,
        lon=lon,
        area_km2=area_km2,
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    Unit.objects.filter(pk=unit.pk).update(path=unit.path)
    if code:
        UnitCode.objects.create(unit=unit, code=code, valid_from=valid_from)
    Desk.objects.bulk_create([Desk(kind=desk, unit=unit) for desk in DESKS[kind]])
    journal.write(by=by, verb="unit.made", unit=unit.pk, about=f"unit:{unit.pk}")
    return unit


@transaction.atomic
def make_area(
    *,
    by: Actor,
    unit: Unit,
    kind: str,
    name: str,
    words: str = "",
    lat: float | None = None,
    lon: float | None = None,
) -> Area:
    """An area of a commune with its beat desk. ``words`` are landmarks and streets, one a line.

    Raises NotAllowed, WrongPlace (not a commune; the name is taken).
    """
    check(by)
    if unit.kind != UnitKind.COMMUNE or kind not in AreaKind.values:
        raise WrongPlace("Khu vực, ấp, khóm chỉ nằm trong phường, xã.")
    if Area.objects.filter(unit=unit, name=name).exists():
        raise WrongPlace(f"{unit.name} đã có {name}.")
    area = Area.objects.create(unit=unit, kind=kind, name=name, words=words, lat=lat, lon=lon)
    Desk.objects.create(kind=DeskKind.BEAT, unit=unit, area=area)
    journal.write(by=by, verb="area.made", unit=unit.pk, about=f"area:{area.pk}")
    return area
