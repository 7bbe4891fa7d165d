"""What a printed link is called, where it hangs, where it leads."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lantoa.kit.collation import Key, NameChoiceField, name_key
from lantoa.links.states import Target
from lantoa.places.models import Area, Unit


def _unit_then_area(area: Area) -> Key:
    return (name_key(area.unit.name), name_key(area.name))


class LinkForm(forms.Form):
    """Make or change one link."""

    unit = NameChoiceField(Unit.objects.none(), label=_("Đơn vị"), empty_label=None)
    area = NameChoiceField(
        Area.objects.none(), key=_unit_then_area, label=_("Khu vực"), required=False, empty_label=_("Cả đơn vị"),
        help_text=_("Người quét sẽ thấy khu vực này chọn sẵn."),
    )  # fmt: skip
    label = forms.CharField(
        label=_("Tên để nhớ"), max_length=80, help_text=_("Như: móc khóa đợt 1, bảng ở chợ"),
        error_messages={"required": _("Đặt một tên để nhớ, như: bảng ở chợ")},
    )  # fmt: skip
    target = forms.ChoiceField(label=_("Dẫn tới"), choices=Target.choices)

    def __init__(self, *args: object, units: QuerySet[Unit], areas: QuerySet[Area], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, rows in (("unit", units), ("area", areas)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class ChangeForm(LinkForm):
    """As LinkForm, with the switch; the unit stays."""

    active = forms.BooleanField(
        label=_("Đang dùng"), required=False, help_text=_("Tắt thì mã cũ dẫn tới trang báo tin chung.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        del self.fields["unit"]
