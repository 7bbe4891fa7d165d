"""What people write at the door. Sentences say what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTEST = 10


class DoorForm(forms.Form):
    """One field asks for the cursor: the first that is at fault or comes back empty, as a secret always does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._point()

    def full_clean(self) -> None:
        super().full_clean()
        self._point()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        self._point()

    def _point(self) -> None:
        faulty = getattr(self, "_errors", None) or {}
        wanting = [
            name for name, field in self.fields.items() if name in faulty or not self.data.get(name) or _secret(field)
        ]
        for name, field in self.fields.items():
            field.widget.attrs.pop("autofocus", None)
            if name == next(iter([*wanting, *self.fields])):
                field.widget.attrs["autofocus"] = True


def _secret(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


class SignInForm(DoorForm):
    username = forms.CharField(
        label=_("Tên vào"),
        max_length=60,
        error_messages={"required": _("Ghi tên vào, như trên phiếu.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Ghi mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SlowedForm(SignInForm):
    """Name, password and code at once, for a network from which too many tries came."""

    code = forms.CharField(
        label=_("Mã trong ứng dụng mã, hoặc một mã dự phòng"),
        max_length=20,
        error_messages={
            "required": _(
                "Nhiều lần thử sai từ mạng này. Ghi lại mật khẩu, ghi luôn 6 số trong ứng dụng mã là vào được."
            )
        },
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class CodeForm(DoorForm):
    code = forms.CharField(
        label=_("Mã"),
        max_length=20,
        error_messages={"required": _("Ghi 6 số đang hiện trong ứng dụng mã.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
        ),
    )


class RecoveryForm(DoorForm):
    code = forms.CharField(
        label=_("Mã dự phòng"),
        max_length=20,
        error_messages={"required": _("Ghi một mã dự phòng chưa dùng, 10 ký tự.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class NewPasswordForm(DoorForm):
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        max_length=200,
        strip=False,
        help_text=_("Ít nhất 10 ký tự. Ba bốn chữ thường ghép lại là dễ nhớ."),
        error_messages={"required": _("Nghĩ một mật khẩu mới rồi ghi vào đây.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Ghi lại lần nữa"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Ghi lại mật khẩu mới lần nữa.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Long enough, and none of those that everybody tries first."""
        password = str(self.cleaned_data["password"])
        if len(password) < SHORTEST:
            raise ValidationError(_("Mật khẩu ngắn quá. Ghi ít nhất 10 ký tự."))
        try:
            validate_password(password)
        except ValidationError as fault:
            raise ValidationError(_("Mật khẩu này ai cũng đoán được. Ghép thêm chữ của riêng mình.")) from fault
        return password

    def clean(self) -> dict[str, Any]:
        """Both writings agree."""
        held = super().clean() or {}
        if held.get("password") and held.get("again") and held["password"] != held["again"]:
            self.add_error("again", _("Hai lần ghi khác nhau. Ghi lại cho giống."))
        return held


class SlipForm(NewPasswordForm):
    username = SignInForm.declared_fields["username"]
    code = forms.CharField(
        label=_("Mã trên phiếu"),
        max_length=30,
        error_messages={"required": _("Ghi mã trên phiếu, 3 nhóm 4 ký tự.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("username", "code", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Ghi mật khẩu đang dùng.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")


class HireForm(forms.Form):
    name = forms.CharField(label=_("Họ tên"), max_length=80, error_messages={"required": _("Ghi họ tên.")})
    rank = forms.CharField(label=_("Cấp bậc"), max_length=40, required=False)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,58}$",
        label=_("Tên vào"),
        help_text=_("Chữ thường không dấu, số, dấu chấm."),
        error_messages={
            "required": _("Đặt một tên vào."),
            "invalid": _("Tên vào chỉ gồm chữ thường không dấu, số, dấu chấm; ít nhất 2 ký tự."),
        },
    )
    role = forms.ChoiceField(label=_("Vai trò"), error_messages={"required": _("Chọn một vai trò.")})

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = roles
