"""What the duty desk sends, parsed and explained."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.kit import phones
from lantoa.tips.logic.calls import HAPPENINGS, WANTS


class CallForm(forms.Form):
    """One call. Everything but the story may stay empty: the caller may hang up."""

    danger = forms.ChoiceField(choices=[("0", ""), ("1", "")], required=False)
    what = forms.ChoiceField(
        choices=[(one.value, one.label) for one in HAPPENINGS],
        error_messages={"required": _("Chọn một ô ở câu 1. Không rõ thì chọn Khác.")},
    )
    told = forms.CharField(max_length=20_000, error_messages={"required": _("Ghi người gọi kể gì, một câu cũng được.")})
    where = forms.CharField(max_length=300, required=False)
    place = forms.RegexField(r"^[0-9]{1,18}-[0-9]{0,18}$", required=False)
    when = forms.CharField(max_length=60, required=False)
    plates = forms.CharField(max_length=120, required=False)
    wants = forms.ChoiceField(
        choices=[(value, label) for value, label, _icon in WANTS],
        error_messages={"required": _("Hỏi người gọi muốn giữ kín, ẩn danh hay để số gọi lại.")},
    )
    phone = forms.CharField(max_length=40, required=False)
    text_receipt = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """A number to call back is a number; an unnamed caller leaves none, whatever was typed."""
        held = super().clean() or {}
        wants, typed = held.get("wants"), held.get("phone", "").strip()
        number = phones.normal(typed) if typed and wants != "unnamed" else None
        if wants == "call" and number is None:
            self.add_error("phone", _("Ghi số để gọi lại, đọc lại cho người gọi nghe. Ví dụ 0900 000 123."))
        elif wants == "keep" and typed and number is None:
            self.add_error("phone", _("Số này thiếu hoặc thừa. Ghi lại, hoặc bỏ trống."))
        held["number"] = number or ""
        unit, _dash, area = held.get("place", "").partition("-")
        held["unit"], held["area"] = int(unit or 0), int(area or 0)
        return held
