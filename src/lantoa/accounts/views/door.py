"""Coming in: name and password, then the code; or a slip, a new password and a code app."""

from __future__ import annotations

import base64
import io

import segno
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.accounts import actions
from lantoa.accounts.forms import CodeForm, RecoveryForm, SignInForm, SlipForm, SlowedForm
from lantoa.accounts.logic import StaffRequest, device_word, hashed_session, is_recovery
from lantoa.accounts.middleware import VERIFIED
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of, has_factor
from lantoa.accounts.views import tries
from lantoa.kit import clock, keys, sent
from lantoa.kit.seal import HeldKey, SealBroken

PENDING = "pending"
SETUP = "setup"
NEXT = "next"


def _too_many(form: Form) -> None:
    form.add_error(
        None, _("Thử nhiều lần quá từ mạng này. Chờ 15 phút, hoặc vào bằng mạng khác, hoặc bằng mã dự phòng.")
    )


def _pending(request: StaffRequest) -> Staff | None:
    """Who passed the first step in this browser within the last ten minutes, by the password that counts still: a
    reset, a new password and a slip that was used end every half of a sign-in."""
    held = request.session.get(PENDING)
    if not held or clock.now().timestamp() - held[1] > 600:
        return None
    staff = Staff.objects.filter(pk=held[0], is_active=True).first()
    return staff if staff is not None and held[2:] == [staff.get_session_auth_hash()] else None


def _keep_where_to(request: StaffRequest) -> None:
    """Kept once a password was right: a session for every look at the door would be a row for every stranger."""
    if request.GET.get("next"):
        request.session[NEXT] = sent.line(request.GET["next"], 200)


def _first_step_done(request: StaffRequest, staff: Staff) -> HttpResponse:
    request.session.cycle_key()
    _keep_where_to(request)
    request.session[PENDING] = [staff.pk, clock.now().timestamp(), staff.get_session_auth_hash()]
    return redirect("sign-in-code" if has_factor(staff) else "sign-in-setup")


def _come_in(request: StaffRequest, staff: Staff) -> None:
    going = request.session.get(NEXT, "")
    login(request, staff, backend="django.contrib.auth.backends.ModelBackend")
    for name in (PENDING, SETUP, NEXT):
        request.session.pop(name, None)
    request.session[VERIFIED] = staff.pk
    request.session.save()
    actions.note_session(
        by=actor_of(staff),
        staff=staff,
        session_key=str(request.session.session_key),
        device=device_word(request.META.get("HTTP_USER_AGENT", "")),
    )
    if going:
        request.session[NEXT] = going


def _onward(request: StaffRequest) -> HttpResponse:
    going = str(request.session.pop(NEXT, ""))
    safe = going.startswith(settings.STAFF_PATH) and url_has_allowed_host_and_scheme(going, allowed_hosts=None)
    return redirect(going if safe else settings.LOGIN_REDIRECT_URL)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def sign_in(request: StaffRequest) -> HttpResponse:
    """First step. The same sentence for a wrong name and a wrong password.

    A caller who guessed too often is asked for password and code at once; whoever has both comes in all the same.
    """
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password"]
        if not tries.password_allowed(request, name):
            return _sign_in_slowed(request, name, password)
        staff = authenticate(request, username=name, password=password)
        if isinstance(staff, Staff):
            tries.password_right(request, name)
            return _first_step_done(request, staff)
        form.add_error(None, _("Tên vào hoặc mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ."))
    return render(request, "accounts/sign_in.html", {"form": form})


def _sign_in_slowed(request: StaffRequest, name: str, password: str) -> HttpResponse:
    """Both steps in one. The code is looked at first: it costs nothing, a password costs a slow hash."""
    form = SlowedForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        staff = Staff.objects.filter(username=name, is_active=True).first()
        if staff is not None and _code_first(staff, code) and _both_right(request, name, password, code):
            _keep_where_to(request)
            _come_in(request, staff)
            return _onward(request)
        form.add_error(
            None, _("Chưa đúng. Ghi lại tên vào, mật khẩu và mã mới hiện trong ứng dụng mã, hoặc một mã dự phòng.")
        )
    return render(request, "accounts/sign_in.html", {"form": form})


def _code_first(staff: Staff, code: str) -> bool:
    counted = tries.code_beside_allowed(staff, recovery=is_recovery(code))
    return counted and actions.code_fits(staff=staff, code=code) and tries.passwords_beside(staff, code)


def _both_right(request: StaffRequest, name: str, password: str, code: str) -> bool:
    staff = authenticate(request, username=name, password=password)
    if not isinstance(staff, Staff):
        return False
    try:
        actions.use_code(by=actor_of(staff), staff=staff, code=code)
    except actions.WrongCode:
        return False
    return True


@login_not_required
@never_cache
def sign_in_code(request: StaffRequest) -> HttpResponse:
    """Second step: a code of the app, or a recovery code."""
    staff = _pending(request)
    if staff is None:
        return redirect("sign-in")
    recovery = request.GET.get("cach") == "du-phong"
    form = (RecoveryForm if recovery else CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if not tries.code_allowed(request, staff, recovery=is_recovery(code)):
            _too_many(form)
        else:
            try:
                actions.use_code(by=actor_of(staff), staff=staff, code=code)
            except actions.WrongCode:
                form.add_error("code", _("Mã này không đúng hoặc đã dùng rồi. Chờ số mới hiện ra rồi ghi lại."))
            else:
                tries.code_right(request, staff)
                _come_in(request, staff)
                return _onward(request)
    context = {"form": form, "recovery": recovery}
    return render(request, "accounts/sign_in_code.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again", "code")
def sign_in_slip(request: StaffRequest) -> HttpResponse:
    """First time: a slip gives the right to choose a password."""
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            staff = actions.use_slip(
                by=request.actor, username=held["username"], code=held["code"], password=held["password"]
            )
        except actions.SlipRefused:
            form.add_error("code", _("Phiếu này không dùng được nữa. Hỏi trưởng đơn vị cấp phiếu mới."))
            if tries.wrong_slips(request) > tries.TRIES:
                form.add_error(None, _("Đã thử nhiều lần. Phiếu đúng thì lúc nào cũng vào được: xem lại từng chữ."))
        else:
            return _first_step_done(request, staff)
    return render(request, "accounts/sign_in_slip.html", {"form": form})


def _setup_key() -> HeldKey:
    return HeldKey(0, keys.purpose_key("setup/1"))


def _setup_secret(request: StaffRequest, staff: Staff) -> bytes:
    """The secret being set up, sealed in the session so that it never stands there in the clear."""
    try:
        return _setup_key().unseal(bytes.fromhex(request.session[SETUP]), row=f"setup:{staff.pk}")
    except (KeyError, ValueError, SealBroken):
        secret = actions.begin_factor()
        request.session[SETUP] = _setup_key().seal(secret, row=f"setup:{staff.pk}").hex()
        return secret


def _picture(staff: Staff, words: str) -> str:
    out = io.BytesIO()
    segno.make(f"otpauth://totp/Lan%20T%E1%BB%8Fa:{staff.username}?secret={words}&issuer=Lan%20T%E1%BB%8Fa").save(
        out, kind="png", scale=5, border=3
    )
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@login_not_required
@never_cache
def sign_in_setup(request: StaffRequest) -> HttpResponse:
    """The code app of somebody who has none yet; then the recovery codes, once."""
    staff = _pending(request)
    if staff is None or has_factor(staff):
        return redirect("sign-in")
    secret = _setup_secret(request, staff)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_factor(
                by=actor_of(staff), staff=staff, secret=secret, code=form.cleaned_data["code"]
            )
        except actions.WrongCode:
            form.add_error("code", _("Mã chưa khớp. Xem đồng hồ của điện thoại có đúng giờ không, rồi ghi số mới."))
        else:
            _come_in(request, staff)
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
    words = base64.b32encode(secret).decode()
    groups = " ".join(words[at : at + 4] for at in range(0, len(words), 4))
    return render(
        request, "accounts/sign_in_setup.html", {"form": form, "groups": groups, "picture": _picture(staff, words)}
    )


@require_POST
def sign_out(request: StaffRequest) -> HttpResponse:
    """Leave this machine."""
    if isinstance(request.user, Staff):
        held = request.user.sessions.filter(session_hash=hashed_session(str(request.session.session_key))).first()
        if held is not None:
            actions.end_session(by=request.actor, session=held)
    logout(request)
    return redirect("sign-in")
