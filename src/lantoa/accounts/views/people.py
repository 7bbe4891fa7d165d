"""The chief's page of people: who works here, in which role, at which desk; and the two halves of a reset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lantoa.accounts import actions
from lantoa.accounts.forms import HireForm
from lantoa.accounts.logic import GIVES, NOT_TWO, StaffRequest, grouped
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import free_person, people_of, person_in, resets_waiting, seats_of, units_of
from lantoa.accounts.states import Role
from lantoa.kit import sent
from lantoa.kit.collation import Key, by_name, by_person, name_key
from lantoa.places.models import Desk, Unit


def _roles(request: StaffRequest, unit: Unit) -> list[tuple[str, str]]:
    given = GIVES["own" if request.actor.unit == unit.pk else "below"]
    return [(value, str(label)) for value, label in Role.choices if value in given]


def _seat_key(desk: Desk) -> Key:
    return (desk.area is not None, name_key(desk.area.name if desk.area else ""))


@never_cache
def people(request: StaffRequest) -> HttpResponse:
    """Everybody of the unit; a POST names a person and a verb."""
    units = units_of(request.actor)
    unit = get_object_or_404(units, pk=sent.number(request.GET.get("unit")) or request.actor.unit or 0)
    form = HireForm(roles=_roles(request, unit))
    slip: tuple[Staff, str] | None = None
    if request.method == "POST":
        verb = VERBS.get(request.POST.get("go", ""))
        if verb is None:
            raise Http404
        try:
            slip = verb(request, unit)
        except actions.NotIndependent:
            messages.error(request, NOT_TWO, "danger")
        except (actions.NotAllowed, actions.OtherUnit):
            messages.error(
                request, _("Việc này không làm được với người đó. Người ấy có thể vừa đổi đơn vị."), "danger"
            )
        except _Wrong as wrong:
            form = wrong.form
        if slip is None and not form.is_bound:
            return redirect(request.get_full_path())
    context: dict[str, Any] = {"unit": unit, "units": by_name(units), "people": by_person(people_of(unit)),
                               "seats": by_name(seats_of(unit), _seat_key)}  # fmt: skip
    context |= {"form": form, "roles": _roles(request, unit), "slip": slip and (slip[0], grouped(slip[1]))}
    return render(request, "accounts/people.html", context)


class _Wrong(Exception):
    def __init__(self, form: HireForm) -> None:
        super().__init__()
        self.form = form


def _person(request: StaffRequest, unit: Unit) -> Any:
    staff = person_in(unit, request.POST.get("person", ""))
    if staff is None:
        raise Http404
    return staff


def _hire(request: StaffRequest, unit: Unit) -> tuple[Staff, str] | None:
    form = HireForm(request.POST, roles=_roles(request, unit))
    if not form.is_valid():
        raise _Wrong(form)
    try:
        staff = actions.hire(by=request.actor, unit=unit, **form.cleaned_data)
    except actions.NameTaken:
        form.add_error("username", _("Tên vào này có người dùng rồi. Đặt tên khác, ví dụ thêm số."))
        raise _Wrong(form) from None
    return staff, actions.give_slip(by=request.actor, staff=staff)


def _take(request: StaffRequest, unit: Unit) -> None:
    staff = free_person(sent.line(request.POST.get("username"), 60))
    if staff is None:
        messages.error(
            request,
            _("Không có người nào mang tên vào đó mà đang rảnh. Đơn vị cũ phải bấm Thôi việc ở đơn vị này trước."),
        )
        return
    actions.post_to(by=request.actor, staff=staff, unit=unit, role=request.POST.get("role", ""))
    messages.success(request, _("Đã nhận %(name)s về đơn vị.") % {"name": staff})


def _give(request: StaffRequest, unit: Unit) -> None:
    actions.post_to(by=request.actor, staff=_person(request, unit), unit=unit, role=request.POST.get("role", ""))


def _end(request: StaffRequest, unit: Unit) -> None:
    post = next((p for p in _person(request, unit).held if str(p.pk) == request.POST.get("post")), None)
    if post is not None:
        actions.end_post(by=request.actor, post=post)


def _leave(request: StaffRequest, unit: Unit) -> None:
    staff = _person(request, unit)
    actions.leave(by=request.actor, staff=staff)
    messages.success(request, _("%(name)s không còn thấy gì của đơn vị, từ lúc này.") % {"name": staff})


def _sit(request: StaffRequest, unit: Unit) -> None:
    desk = get_object_or_404(seats_of(unit), pk=sent.number(request.POST.get("desk")))
    actions.sit_at(by=request.actor, staff=_person(request, unit), desk=desk)


def _stand(request: StaffRequest, unit: Unit) -> None:
    seat = next((s for s in _person(request, unit).seats if str(s.pk) == request.POST.get("seat")), None)
    if seat is not None:
        actions.stand_up(by=request.actor, posting=seat)


def _reset(request: StaffRequest, unit: Unit) -> tuple[Staff, str] | None:
    assert isinstance(request.user, Staff)
    staff = _person(request, unit)
    code = actions.ask_reset(by=request.actor, staff=staff, asker=request.user)
    if code is not None:
        return staff, code
    messages.success(request, _("Đã ghi. Quản trị hệ thống đồng ý nữa thì có phiếu mới. Thanh tra thấy việc này."))
    return None


VERBS: dict[str, Callable[[StaffRequest, Unit], tuple[Staff, str] | None]] = {
    "hire": _hire,
    "take": _take,
    "give": _give,
    "end": _end,
    "leave": _leave,
    "sit": _sit,
    "stand": _stand,
    "reset": _reset,
}


@never_cache
def resets(request: StaffRequest) -> HttpResponse:
    """The administrator's half: names only, nothing of what these people work on."""
    if not request.actor.may("settings"):
        raise Http404
    assert isinstance(request.user, Staff)
    slip = None
    if request.method == "POST":
        reset = get_object_or_404(resets_waiting(request.actor), pk=sent.number(request.POST.get("reset")))
        try:
            code = actions.ask_reset(by=request.actor, staff=reset.staff, asker=request.user)
        except actions.NotIndependent:
            messages.error(request, NOT_TWO, "danger")
        except actions.NotAllowed:
            messages.error(request, _("Không ai tự cấp lại cho mình được: nhờ quản trị khác."), "danger")
        else:
            slip = code and (reset.staff, grouped(code))
    return render(request, "accounts/resets.html", {"resets": resets_waiting(request.actor), "slip": slip})
