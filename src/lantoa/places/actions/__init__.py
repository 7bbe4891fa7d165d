"""Every change of the map: units, areas, codes, boundaries, what followed what."""

from lantoa.places.actions.boundaries import BoundariesRefused, load_boundaries
from lantoa.places.actions.facts import load_facts
from lantoa.places.actions.mapping import MapRefused, load_map
from lantoa.places.actions.numbers import NoNumber, set_duty_phone
from lantoa.places.actions.units import NotAllowed, WrongPlace, make_area, make_unit
from lantoa.places.actions.working import WrongHours, set_day_off, set_hours, set_make_up_day

__all__ = [
    "BoundariesRefused",
    "MapRefused",
    "NoNumber",
    "NotAllowed",
    "WrongHours",
    "WrongPlace",
    "load_boundaries",
    "load_facts",
    "load_map",
    "make_area",
    "make_unit",
    "set_day_off",
    "set_duty_phone",
    "set_hours",
    "set_make_up_day",
]
