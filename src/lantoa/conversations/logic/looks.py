"""How soon somebody looks at what was told: one table for the clock, the first reply, the receipt and the status
page."""

from __future__ import annotations

EMERGENCY_MINUTES = 5
LOOK_HOURS = {"today": 2, "normal": 8, "none": 8}
"""Working hours by urgency. An emergency is not in it: a bell rings, and residents are promised no hour."""
