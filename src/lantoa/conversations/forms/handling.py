"""What officers write on a thread's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import holders_of_desk
from lantoa.conversations.logic.bank import gaps
from lantoa.conversations.models import Thread
from lantoa.conversations.states import Category, Kind, Urgency
from lantoa.kit.collation import NameChoiceField, of_person
from lantoa.places.models import Area, Unit
from lantoa.places.queries import units_in_force


def nothing_left_open(text: str) -> None:
    """A resident reads words, no gaps of ours. Refuses a text in which a ready answer was not filled in."""
    left = gaps(text)
    if left:
        raise forms.ValidationError(_("Còn chỗ chưa điền: %(what)s. Viết vào đó rồi gửi"), params={"what": left[0]})


class AnswerForm(forms.Form):
    """An answer; ``leak_reason`` only after the leak check warned."""

    text = forms.CharField(
        max_length=10_000,
        strip=True,
        validators=[nothing_left_open],
        error_messages={
            "required": _("Viết câu trả lời trước khi gửi"),
            "max_length": _("Câu trả lời dài quá. Bớt lại dưới 10.000 chữ"),
        },
    )
    leak_reason = forms.CharField(max_length=300, required=False, strip=True)


class NoteForm(forms.Form):
    text = forms.CharField(max_length=4000, strip=True, error_messages={"required": _("Viết ghi chú trước khi lưu")})


class TitleForm(forms.Form):
    title = forms.CharField(max_length=120, required=False, strip=True)


class LabelForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind.choices)
    category = forms.ChoiceField(choices=[("", "Chưa rõ"), *Category.choices], required=False)
    urgency = forms.ChoiceField(choices=Urgency.choices)


class AssignForm(forms.Form):
    """A colleague who holds the thread's desk, or nobody."""

    to = NameChoiceField(
        Staff.objects.none(),
        key=of_person,
        required=False,
        error_messages={"invalid_choice": _("Người này không giữ hộp thư này nữa. Chọn người khác.")},
    )

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = holders_of_desk(thread.desk_id, thread=thread.n)  # type: ignore[attr-defined]


class HandForm(forms.Form):
    """Another unit, or an area of the own one."""

    unit = NameChoiceField(Unit.objects.none(), required=False)
    area = NameChoiceField(Area.objects.none(), required=False)

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = thread.desk.unit
        self.fields["unit"].queryset = units_in_force().exclude(pk=unit.pk)  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.filter(unit=unit)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("unit")) == bool(cleaned.get("area")):
            raise forms.ValidationError(_("Chọn một nơi: đơn vị khác, hoặc một khu vực trong đơn vị"))
        return cleaned
