"""Several rows of a list at once: acknowledged, or given to a colleague."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.accounts.models import Staff
from lantoa.conversations.actions import handle, reply
from lantoa.conversations.queries import threads
from lantoa.journal.logic import Actor
from lantoa.kit import back, sent, undo
from lantoa.kit.doors import needs
from lantoa.tips.actions import move
from lantoa.tips.models import Tip
from lantoa.tips.queries import tips
from lantoa.tips.views.tip import actor_of

MOST = 50


def buttons(actor: Actor, **_ids: Any) -> SafeString:
    """The slot ``inbox.bulk``: buttons whose formaction belongs here."""
    return SafeString(render_to_string("tips/_bulk.html", {"may_assign": actor.may("assign")}))


def _chosen(request: HttpRequest) -> list[str]:
    return [sent.line(one, 16) for one in request.POST.getlist("chon")[:MOST]]


def _back(request: HttpRequest) -> str:
    """Back to the list it came from, as it was filtered; only lists of ours."""
    tips_list = reverse("tips")
    return back.page(request, within=reverse("inbox")) or back.page(request, within=tips_list) or tips_list


@needs("tip.move")
@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Acknowledge the chosen tips; those that moved meanwhile are counted, not lost."""
    if not _chosen(request):
        return _nothing_chosen(request)
    done: list[list[Any]] = []
    missed = 0
    for tip in tips.visible_to(actor_of(request)).filter(thread__public_id__in=_chosen(request)):
        if _try_acknowledge(request, tip):
            done.append([tip.thread.public_id])
        else:
            missed += 1
    _said(request, _("Đã ghi là đã xem: %(done)s tin.") % {"done": len(done)}, "acknowledge", done, missed)
    return redirect(_back(request))


def _said(request: HttpRequest, text: str, verb: str, done: list[list[Any]], missed: int) -> None:
    """What was done, and what was not: a success only where something was."""
    if done:
        undo.offer(request, text, to=reverse("undo"), what=verb, done=done)
    if missed or not done:
        left = _("%(missed)s tin không làm được: mở từng tin để xem.") % {"missed": missed}
        messages.error(request, left, extra_tags="warn")


def _nothing_chosen(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Đánh dấu ít nhất một tin trong danh sách."), extra_tags="danger")
    return redirect(_back(request))


def _try_acknowledge(request: HttpRequest, tip: Tip) -> bool:
    try:
        move.acknowledge(by=actor_of(request), tip=tip)
    except (move.NotAllowed, move.WrongMove, move.TooLate):
        return False
    return True


@needs("answer")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take the chosen threads oneself."""
    if not _chosen(request):
        return _nothing_chosen(request)
    actor, missed = actor_of(request), 0
    done: list[list[Any]] = []
    me = Staff.objects.get(pk=actor.id)
    for thread in threads.visible_to(actor).select_related("desk").filter(public_id__in=_chosen(request)):
        before = [thread.public_id, thread.owner_id, me.pk]
        try:
            handle.assign(by=actor, thread=thread, to=me)
            done.append(before)
        except (reply.NotAllowed, handle.NotTheirDesk):
            missed += 1
    _said(request, _("Đã nhận %(done)s tin về mình.") % {"done": len(done)}, "assign", done, missed)
    return redirect(_back(request))
