"""Reading places: which unit, which desk, what lies above and below."""

from lantoa.places.queries.desks import above_desk, desk_of, duty_desk
from lantoa.places.queries.numbers import duty_phone, duty_phones, public_number
from lantoa.places.queries.units import (
    Spot,
    area_named,
    below,
    gazetteer,
    successors,
    unit_at,
    unit_by_code,
    units_in_force,
)
from lantoa.places.queries.working import calendar_of, missing_years

__all__ = [
    "Spot",
    "above_desk",
    "area_named",
    "below",
    "calendar_of",
    "desk_of",
    "duty_desk",
    "duty_phone",
    "duty_phones",
    "gazetteer",
    "missing_years",
    "public_number",
    "successors",
    "unit_at",
    "unit_by_code",
    "units_in_force",
]
