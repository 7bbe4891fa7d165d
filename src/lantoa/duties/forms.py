"""What a chief writes down for the public."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """The number of the unit's duty desk; empty takes the one of the unit above."""

    number = forms.CharField(
        label=_("Số trực ban của đơn vị"),
        max_length=20,
        required=False,
        help_text=_("Số có người nghe cả ngày đêm. Để trống thì dùng số của đơn vị cấp trên."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"max_length": _("Số dài quá. Ghi một số thôi, như 0292 3 xxx xxx")},
    )
