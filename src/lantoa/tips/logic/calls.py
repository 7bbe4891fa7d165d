"""A call as it is taken down: the short answers of the duty desk and what they become."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Happening:
    """One button of *what happened*."""

    value: str
    label: str | Promise
    icon: str
    kind: str
    category: str


HAPPENINGS = (
    Happening("theft", gettext_lazy("Trộm, giật"), "moto", "tip", "theft"),
    Happening("fight", gettext_lazy("Đánh nhau"), "noise", "tip", "disorder"),
    Happening("fire", gettext_lazy("Cháy"), "flame", "tip", "fire_hazard"),
    Happening("fraud", gettext_lazy("Lừa đảo"), "bank", "tip", "fraud_online"),
    Happening("gamble", gettext_lazy("Đánh bạc"), "dice", "tip", "gambling"),
    Happening("noise", gettext_lazy("Ồn ào"), "noise", "tip", "noise"),
    Happening("ask", gettext_lazy("Hỏi thủ tục"), "ask", "admin_question", ""),
    Happening("police", gettext_lazy("Việc của cán bộ công an"), "users", "complaint_about_police", ""),
    Happening("other", gettext_lazy("Khác"), "more", "", ""),
)
BY_VALUE = {one.value: one for one in HAPPENINGS}

WANTS = (
    ("keep", gettext_lazy("Giữ kín"), "lock"),
    ("unnamed", gettext_lazy("Ẩn danh, không ghi số"), "eye"),
    ("call", gettext_lazy("Để số gọi lại"), "phone"),
)


def whole_text(told: str, when: str, plates: str) -> str:
    """What the caller told, with hour and marks of the vehicle on lines of their own."""
    lines = [told.strip()]
    if when.strip():
        lines.append(f"Lúc: {when.strip()}")
    if plates.strip():
        lines.append(f"Biển số, dấu xe: {plates.strip()}")
    return "\n".join(lines)
