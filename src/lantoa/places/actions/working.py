"""Changing working hours, days off and make-up days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time

from django.db import transaction

from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.places.actions.units import check
from lantoa.places.models import Holiday, MakeUpDay, Unit, WorkingHours
from lantoa.places.queries import working


class WrongHours(Exception):
    """Hours that cannot be worked; the message says why."""


@transaction.atomic
def set_hours(*, by: Actor, unit: Unit, spans: Sequence[tuple[time, time]], weekdays: Collection[int]) -> WorkingHours:
    """Working hours of a unit and of all below that have none of their own. Raises NotAllowed, WrongHours."""
    check(by)
    if not spans or not weekdays or not set(weekdays) <= set(range(7)):
        raise WrongHours("Phải có ít nhất một buổi và một ngày trong tuần.")
    edges = [moment for span in spans for moment in span]
    if edges != sorted(set(edges)):
        raise WrongHours("Giờ các buổi phải nối tiếp nhau, buổi sau bắt đầu sau khi buổi trước hết.")
    hours, _ = WorkingHours.objects.update_or_create(
        unit=unit,
        defaults={
            "spans": [[a.strftime("%H:%M"), b.strftime("%H:%M")] for a, b in spans],
            "weekdays": sorted(weekdays),
        },
    )
    journal.write(by=by, verb="hours.set", unit=unit.pk, about=f"unit:{unit.pk}")
    working.forget()
    return hours


@transaction.atomic
def set_day_off(*, by: Actor, day: date, name: str) -> Holiday:
    """A day off by decision; an empty name makes a listed holiday a day of work. Raises NotAllowed."""
    check(by)
    row, _ = Holiday.objects.update_or_create(day=day, defaults={"name": name})
    journal.write(by=by, verb="day_off.set", about=f"day:{day.isoformat()}")
    working.forget()
    return row


@transaction.atomic
def set_make_up_day(*, by: Actor, day: date, instead_of: date | None = None) -> MakeUpDay:
    """A weekend day that is worked in place of another. Raises NotAllowed."""
    check(by)
    row, _ = MakeUpDay.objects.update_or_create(day=day, defaults={"instead_of": instead_of})
    journal.write(by=by, verb="make_up_day.set", about=f"day:{day.isoformat()}")
    working.forget()
    return row
