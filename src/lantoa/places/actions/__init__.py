"""Every change of the map: units, areas, codes, boundaries, what followed what."""

from lantoa.places.actions.facts import load_facts
from lantoa.places.actions.units import NotAllowed, WrongPlace, make_area, make_unit

__all__ = ["NotAllowed", "WrongPlace", "load_facts", "make_area", "make_unit"]
