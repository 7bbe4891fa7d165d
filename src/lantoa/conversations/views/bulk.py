"""What the inbox does with several rows at once. Each row is asked by itself; what is refused is told."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.accounts.models import Staff
from lantoa.conversations.actions import handle
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Thread
from lantoa.conversations.views.inbox import chosen
from lantoa.kit.doors import needs


@needs("answer")
@require_POST
def assign(request: StaffRequest) -> HttpResponse:
    """Give the ticked threads to one colleague."""
    to = Staff.objects.filter(pk=request.POST["to"]).first() if request.POST.get("to", "").isdecimal() else None
    if to is None:
        messages.error(request, _("Chọn người nhận trước khi giao."), extra_tags="danger")
        return back(request)
    return _each(request, lambda one: handle.assign(by=request.actor, thread=one, to=to), _("Đã giao %d tin."))


@needs("answer")
@require_POST
def close(request: StaffRequest) -> HttpResponse:
    """End the ticked threads that have no tip."""
    return _each(request, lambda one: handle.close(by=request.actor, thread=one), _("Đã kết thúc %d tin."))


def _each(request: StaffRequest, verb: Callable[[Thread], object], said: str) -> HttpResponse:
    done = left = 0
    for one in chosen(request):
        try:
            verb(one)
            done += 1
        except (NotAllowed, handle.TipDecides, handle.NotTheirDesk, handle.NothingToDo):
            left += 1
    if done:
        messages.success(request, said % done, extra_tags="ok")
    if left:
        messages.error(request, _("%d tin không làm được: mở từng tin để xem.") % left, extra_tags="warn")
    if not done and not left:
        messages.error(request, _("Đánh dấu ít nhất một tin trong danh sách."), extra_tags="danger")
    return back(request)


def back(request: StaffRequest) -> HttpResponse:
    """To the list as it was filtered."""
    where = request.POST.get("ve", "")
    inbox = reverse("inbox")
    fits = where.startswith(inbox) and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return HttpResponseRedirect(where if fits else inbox)
