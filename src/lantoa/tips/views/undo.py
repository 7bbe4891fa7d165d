"""Taking back what the last button did: each thing is asked by itself, and what moved meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.conversations.actions import handle, reply
from lantoa.conversations.queries import threads
from lantoa.journal.logic import Actor
from lantoa.kit import back, undo
from lantoa.kit.doors import needs
from lantoa.tips.actions import move
from lantoa.tips.queries import tips
from lantoa.tips.views.tip import actor_of


class Gone(Exception):
    """The thing is out of this person's sight by now, or somebody else did the same to it since."""


def _thread(actor: Actor, public_id: str) -> Any:
    thread = threads.by_public_id(actor, public_id)
    if thread is None:
        raise Gone
    return thread


def _assigned(actor: Actor, _at: datetime, public_id: str, before: int | None, given: int | None) -> None:
    handle.take_back_assignment(by=actor, thread=_thread(actor, public_id), given=given, before=before)


def _closed(actor: Actor, at: datetime, public_id: str, chip: str, owed: str, waiting: bool) -> None:
    owed_since = datetime.fromisoformat(owed) if owed else None
    thread = _thread(actor, public_id)
    if thread.closed_at is not None and thread.closed_at > at:
        raise Gone
    handle.take_back_close(by=actor, thread=thread, chip=chip, owed_since=owed_since, waiting=waiting)


def _acknowledged(actor: Actor, at: datetime, public_id: str) -> None:
    tip = tips.by_public_id(actor, public_id)
    if tip is None or (tip.acknowledged_at is not None and tip.acknowledged_at > at):
        raise Gone
    move.take_back_look(by=actor, tip=tip)


VERBS: dict[str, Callable[..., None]] = {"assign": _assigned, "close": _closed, "acknowledge": _acknowledged}


@needs("answer")
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the last thing this session did, within ten minutes."""
    held = undo.taken(request)
    if held is None or held[0] not in VERBS:
        messages.error(request, _("Quá 10 phút rồi, không hoàn tác được nữa. Mở từng tin để sửa."), extra_tags="warn")
        return redirect(_from(request))
    done = missed = 0
    for one in held[1]:
        try:
            VERBS[held[0]](actor_of(request), held[2], *one)
            done += 1
        except (Gone, handle.NothingToDo, reply.NotAllowed, move.NotAllowed, move.WrongMove, move.TooLate, move.Passed):
            missed += 1
    if done:
        messages.success(request, _("Đã hoàn tác %(done)s tin.") % {"done": done}, extra_tags="ok")
    if missed:
        left = _("%(missed)s tin đã đổi sau đó nên giữ nguyên.") % {"missed": missed}
        messages.error(request, left, extra_tags="warn")
    return redirect(_from(request))


def _from(request: HttpRequest) -> str:
    return back.page(request, within=reverse("inbox")) or back.page(request, within=reverse("tips")) or reverse("inbox")
