"""What the page of a tip sends, parsed and explained."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.conversations.actions.reply import LIMIT
from lantoa.conversations.forms.handling import nothing_left_open
from lantoa.conversations.states import Category, Kind, Urgency
from lantoa.tips.states import Refusal


class TextForm(forms.Form):
    """A message to the reporter; ``leak_reason`` when it goes out in spite of a warning."""

    text = forms.CharField(
        max_length=LIMIT,
        strip=True,
        validators=[nothing_left_open],
        error_messages={"required": _("Viết câu muốn nhắn, một câu cũng được.")},
    )
    leak_reason = forms.CharField(required=False, max_length=300)


class RefuseForm(TextForm):
    """A refusal: its reason and what the reporter reads."""

    refusal = forms.ChoiceField(choices=Refusal.choices, error_messages={"required": _("Chọn lý do từ chối.")})


class MergeForm(forms.Form):
    """The number of the tip that leads."""

    into = forms.RegexField(
        r"^\d{2}-\d{6}$", error_messages={"invalid": _("Số tin có dạng 26-001187."), "required": _("Ghi số tin chính.")}
    )


class ExtendForm(forms.Form):
    """How many more days."""

    days = forms.IntegerField(min_value=1, max_value=40, error_messages={"required": _("Ghi số ngày gia hạn.")})


class HandOverForm(forms.Form):
    """Where the matter goes."""

    to = forms.CharField(max_length=120, error_messages={"required": _("Ghi nơi nhận, ví dụ: Cơ quan điều tra.")})
    official_number = forms.CharField(required=False, max_length=40)


class NumberForm(forms.Form):
    """The number of the official register."""

    official_number = forms.CharField(max_length=40, error_messages={"required": _("Ghi số tiếp nhận.")})


class LabelForm(forms.Form):
    """Corrected labels; empty means unchanged."""

    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    category = forms.ChoiceField(choices=Category.choices, required=False)
    urgency = forms.ChoiceField(choices=Urgency.choices, required=False)
    title = forms.CharField(required=False, max_length=120)


class AssignForm(forms.Form):
    """A colleague's id; empty gives it back to the desk."""

    to = forms.IntegerField(required=False)
