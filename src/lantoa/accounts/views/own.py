"""What somebody keeps in order alone: machines, password, recovery codes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lantoa.accounts import actions
from lantoa.accounts.forms import ChangePasswordForm, CodeForm
from lantoa.accounts.logic import StaffRequest, hashed_session
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import codes_left, machines_of
from lantoa.accounts.views import tries
from lantoa.kit import sent

TOO_MANY = gettext_lazy("Thử nhiều lần quá. Chờ 15 phút rồi ghi lại.")


def machines(request: StaffRequest) -> HttpResponse:
    """Where I am signed in, and a button to end each."""
    assert isinstance(request.user, Staff)
    mine = machines_of(request.user)
    if request.method == "POST":
        session = get_object_or_404(mine, pk=sent.number(request.POST.get("machine")))
        actions.end_session(by=request.actor, session=session)
        messages.success(request, _("Đã đăng xuất máy đó."))
        return redirect("my-machines")
    context = {
        "machines": mine,
        "here": hashed_session(str(request.session.session_key)),
        "left": codes_left(request.user),
    }
    return render(request, "accounts/machines.html", context)


@sensitive_post_parameters()
@never_cache
def password(request: StaffRequest) -> HttpResponse:
    """A new password; the other machines are signed out."""
    assert isinstance(request.user, Staff)
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not tries.signed_in_allowed(request, "password"):
            form.add_error("old", TOO_MANY)
        elif not check_password(form.cleaned_data["old"], request.user.password):
            form.add_error("old", _("Mật khẩu đang dùng chưa đúng."))
        else:
            tries.signed_in_right(request, "password")
            old, password = str(request.session.session_key), form.cleaned_data["password"]
            staff = actions.change_password(by=request.actor, staff=request.user, password=password, keep=old)
            update_session_auth_hash(request, staff)
            actions.move_session(by=request.actor, staff=staff, old=old, new=_saved_key(request))
            messages.success(request, _("Đã đổi mật khẩu. Các máy khác đã đăng xuất."))
            return redirect("my-machines")
    return render(request, "accounts/password.html", {"form": form})


def _saved_key(request: StaffRequest) -> str:
    request.session.save()
    return str(request.session.session_key)


@never_cache
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Ten new recovery codes against a code of the app; shown once."""
    assert isinstance(request.user, Staff)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not tries.signed_in_allowed(request, "code"):
            form.add_error("code", TOO_MANY)
            return render(request, "accounts/new_codes.html", {"form": form})
        try:
            actions.use_code(by=request.actor, staff=request.user, code=form.cleaned_data["code"])
        except actions.WrongCode:
            form.add_error("code", _("Mã này không đúng hoặc đã dùng rồi. Chờ số mới hiện ra rồi ghi lại."))
        else:
            tries.signed_in_right(request, "code")
            codes = actions.new_recovery_codes(by=request.actor, staff=request.user)
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
    return render(request, "accounts/new_codes.html", {"form": form})
