"""Taking a whole list of staff and areas at once, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.accounts.actions.people import hire, post_to, sit_at
from lantoa.accounts.actions.slips import give_slip
from lantoa.accounts.logic import DESKLESS, Row
from lantoa.accounts.models import Post, SecondFactor, Staff
from lantoa.accounts.queries import in_force
from lantoa.journal.logic import Actor
from lantoa.places.actions import make_area
from lantoa.places.models import Area, Unit
from lantoa.places.queries import desk_of, unit_by_code
from lantoa.places.states import DeskKind, UnitKind


class RosterRefused(Exception):
    """Some lines cannot be taken, so nothing was; ``faults`` has a sentence for each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


class _DryRun(Exception):
    pass


def take_roster(*, by: Actor, rows: Sequence[Row], dry_run: bool = False) -> list[tuple[Staff, str]]:
    """Areas, people, posts and desks of all rows in one transaction; with ``dry_run`` undone again.

    Returns everybody who has no way in yet with a fresh slip. The same list twice changes nothing but the
    slips of those. Raises RosterRefused.
    """
    try:
        with transaction.atomic():
            slips = _take(by, rows)
            if dry_run:
                raise _DryRun
            return slips
    except _DryRun:
        return []


def _take(by: Actor, rows: Sequence[Row]) -> list[tuple[Staff, str]]:
    faults: list[str] = []
    people: dict[int, Staff] = {}
    for row in rows:
        unit = _unit(row.unit_code)
        wrong = _fault(row, unit)
        if wrong or unit is None:
            faults.append(f"Dòng {row.number}: {wrong}")
            continue
        staff = _person(by, row, unit) if row.username else None
        if staff is not None:
            people[staff.pk] = staff
        _seat(by, row, unit, staff)
    if faults:
        raise RosterRefused(faults)
    with_way_in = set(SecondFactor.objects.filter(pk__in=people).values_list("pk", flat=True))
    return [(staff, give_slip(by=by, staff=staff)) for pk, staff in people.items() if pk not in with_way_in]


def _unit(code: str) -> Unit | None:
    """The unit of a code today; no code is the root, where the inspectorate sits."""
    return unit_by_code(code) if code else Unit.objects.filter(parent__isnull=True).order_by("pk").first()


def _fault(row: Row, unit: Unit | None) -> str:
    if unit is None:
        return f"không có đơn vị nào mang mã “{row.unit_code}” hôm nay."
    if row.areas and unit.kind != UnitKind.COMMUNE:
        return f"{unit.name} không phải phường, xã nên không có khu vực, ấp, khóm."
    if row.role in DESKLESS and (row.areas or row.inbox):
        return "vai trò này không phụ trách hộp thư nào: để trống cột khu_vuc và hop_thu."
    if row.inbox and unit.kind != UnitKind.COMMUNE:
        return f"{unit.name} không có hộp thư riêng: để trống cột hop_thu."
    elsewhere = Post.objects.filter(in_force(), staff__username=row.username).exclude(unit=unit).select_related("unit")
    held = elsewhere.first() if row.username else None
    if held is not None:
        return f"{row.username} đang ở {held.unit.name}. Đơn vị đó cho thôi trước, rồi nạp lại."
    return ""


def _person(by: Actor, row: Row, unit: Unit) -> Staff:
    staff = Staff.objects.filter(username=row.username).first()
    if staff is None:
        return hire(by=by, username=row.username, name=row.name, rank=row.rank, unit=unit, role=row.role)
    post_to(by=by, staff=staff, unit=unit, role=row.role)
    return staff


def _seat(by: Actor, row: Row, unit: Unit, staff: Staff | None) -> None:
    for name, kind in row.areas:
        area = Area.objects.filter(unit=unit, name=name).first()
        area = area or make_area(by=by, unit=unit, kind=kind, name=name)
        if staff is not None:
            sit_at(by=by, staff=staff, desk=desk_of(DeskKind.BEAT, unit, area))
    if row.inbox and staff is not None:
        sit_at(by=by, staff=staff, desk=desk_of(DeskKind.INBOX, unit))
