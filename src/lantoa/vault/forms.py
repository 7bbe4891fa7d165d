"""Asking to open who a reporter is, parsed and explained."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.kit import clock


class OpeningForm(forms.Form):
    """Why somebody must be known, and whether the reporter may hear of it at once."""

    reason = forms.CharField(
        min_length=10,
        max_length=1000,
        error_messages={
            "required": _("Ghi vì sao phải biết người báo là ai. Người báo và thanh tra sẽ đọc câu này."),
            "min_length": _("Ghi rõ hơn: phải biết để làm việc gì, vì sao không hỏi qua tin được."),
        },
    )
    ground = forms.CharField(max_length=300, required=False)
    delay_until = forms.DateField(required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"],
                                  error_messages={"invalid": _("Ghi ngày kiểu 31/12/2026.")})  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A delay needs its ground and a day within a year, a ground needs its day."""
        held = super().clean() or {}
        ground, until = held.get("ground", "").strip(), held.get("delay_until")
        if bool(ground) != bool(until) and not self.has_error("delay_until"):
            self.add_error("ground" if until else "delay_until", _("Báo muộn thì ghi cả căn cứ và ngày hết hạn."))
        today = clock.today()
        if until and not today < until <= today + timedelta(days=365):
            self.add_error("delay_until", _("Ngày phải sau hôm nay và trong vòng một năm."))
        elif until:
            held["moment"] = datetime.combine(until, time(), tzinfo=clock.HERE)
        return held
