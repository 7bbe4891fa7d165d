"""What a ready answer is made of."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SavedAnswerForm(forms.Form):
    """Add or change a ready answer."""

    title = forms.CharField(
        label=_("Câu hỏi, gọn trong một dòng"), max_length=120,
        error_messages={"required": _("Ghi câu hỏi, như: Mất căn cước, làm lại")},
    )  # fmt: skip
    cues = forms.CharField(
        label=_("Chữ bà con hay dùng"), max_length=400, required=False,
        help_text=_("Để máy nhận ra câu hỏi. Như: rớt bóp, mất giấy tờ, làm lại"),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Câu trả lời"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("{ten_don_vi}, {so_truc}, {gio_lam_viec} sẽ được điền cho từng đơn vị. Đừng ghi lệ phí, ngày, mẫu "
                    "đơn: mấy thứ này hay đổi, mời hỏi tại quầy."),
        error_messages={"required": _("Viết câu trả lời"),
            "max_length": _("Câu trả lời dài quá. Bớt lại dưới 4.000 chữ")},
    )  # fmt: skip
