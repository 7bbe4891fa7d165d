"""The words of sorting, in code and data, and which of them outrank which."""

from __future__ import annotations

KINDS = (
    "emergency", "complaint_about_police", "tip", "device_fault", "admin_question", "feedback", "thanks_or_chat",
    "spam_or_abuse",
)  # fmt: skip
LEAD_TO_TIPS = frozenset(KINDS[:4])
CATEGORIES = (
    "theft", "robbery", "assault", "disorder", "fraud_online", "black_credit", "drugs", "gambling", "prostitution",
    "weapons_fireworks", "domestic_violence", "child_abuse", "residence_stranger", "noise", "sidewalk",
    "illegal_parking",
    "stray_animals", "waste", "environment_dumping", "sand_mining", "electric_fishing", "waterway", "traffic_racing",
    "fire_hazard", "blocked_exit", "device_camera", "device_gate", "device_bell", "other",
)  # fmt: skip
URGENCIES = ("none", "normal", "today", "emergency")
"""Weakest first."""


def stronger(one: str, other: str) -> str:
    """The stronger of two urgencies."""
    return max(one, other, key=URGENCIES.index)
