"""What the inbox does with several rows at once. Each row is asked by itself; what is refused is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.accounts.models import Staff
from lantoa.conversations.actions import handle
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Thread
from lantoa.conversations.views.inbox import chosen
from lantoa.kit import undo
from lantoa.kit.back import page as page_back
from lantoa.kit.doors import needs


@needs("answer")
@require_POST
def assign(request: StaffRequest) -> HttpResponse:
    """Give the ticked threads to one colleague."""
    to = Staff.objects.filter(pk=request.POST["to"]).first() if request.POST.get("to", "").isdecimal() else None
    if to is None:
        messages.error(request, _("Chọn người nhận trước khi giao."), extra_tags="danger")
        return back(request)

    def give(one: Thread) -> list[Any]:
        before = [one.public_id, one.owner_id, to.pk]
        handle.assign(by=request.actor, thread=one, to=to)
        return before

    return _each(request, give, _("Đã giao %d tin."), "assign")


@needs("answer")
@require_POST
def close(request: StaffRequest) -> HttpResponse:
    """End the ticked threads that have no tip."""

    def end(one: Thread) -> list[Any]:
        before = closed_from(one)
        handle.close(by=request.actor, thread=one)
        return before

    return _each(request, end, _("Đã kết thúc %d tin."), "close")


def closed_from(thread: Thread) -> list[Any]:
    """What taking a close back needs to know."""
    owed = thread.owed_since.isoformat() if thread.owed_since else ""
    return [thread.public_id, thread.chip, owed, thread.waiting]


def _each(request: StaffRequest, do: Callable[[Thread], list[Any]], said: str, verb: str) -> HttpResponse:
    done: list[list[Any]] = []
    left = 0
    for one in chosen(request):
        try:
            done.append(do(one))
        except (NotAllowed, handle.TipDecides, handle.NotTheirDesk, handle.NothingToDo):
            left += 1
    if done:
        undo.offer(request, said % len(done), to=reverse("undo"), what=verb, done=done)
    if left:
        messages.error(request, _("%d tin không làm được: mở từng tin để xem.") % left, extra_tags="warn")
    if not done and not left:
        messages.error(request, _("Đánh dấu ít nhất một tin trong danh sách."), extra_tags="danger")
    return back(request)


def back(request: StaffRequest) -> HttpResponse:
    """To the list as it was filtered."""
    inbox = reverse("inbox")
    return HttpResponseRedirect(page_back(request, within=inbox) or inbox)
