"""What tips show on pages of conversations: pieces for slots, and making a tip of a thread."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.conversations.actions import reply
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import threads
from lantoa.journal.logic import Actor
from lantoa.kit.doors import needs
from lantoa.tips.actions.move import WrongMove
from lantoa.tips.actions.receive import make_tip
from lantoa.tips.queries import tips
from lantoa.tips.queries.page import allowed, shown_clocks
from lantoa.tips.views.tip import actor_of

NOTHING = SafeString("")
_NUMBER = re.compile(r"#?([0-9]{2})[-–. ]?([0-9]{6})", re.ASCII)


def clocks(actor: Actor, *, thread: Thread, **_ids: object) -> SafeString:
    """The slot ``thread.head``: number and clocks of the thread's tip."""
    tip = tips.by_public_id(actor, thread.public_id) if thread.has_tip else None
    if tip is None:
        return NOTHING
    return SafeString(render_to_string("tips/_head.html", {"tip": tip, "page": {"clocks": shown_clocks(tip)}}))


def numbered(actor: Actor, *, typed: str, **_ids: object) -> SafeString:
    """The slot ``search.number``: the page of the tip whose number was typed, if it lies on one of this person's
    desks."""
    written = _NUMBER.fullmatch(typed.strip())
    tip = tips.by_number(actor, f"{written[1]}-{written[2]}") if written else None
    return SafeString(reverse("tip", args=[tip.thread.public_id])) if tip is not None else NOTHING


def send(actor: Actor, *, thread: Thread, **_ids: object) -> SafeString:
    """The slot ``thread.send``: with a tip, sending is one of its verbs."""
    tip = tips.by_public_id(actor, thread.public_id) if thread.has_tip else None
    if tip is None:
        return NOTHING
    return SafeString(render_to_string("tips/_send.html", {"thread": thread, "may": allowed(actor, tip)}))


def becomes(actor: Actor, *, thread: Thread, **_ids: object) -> SafeString:
    """The slot ``thread.more``: a thread without a tip may become one."""
    if thread.has_tip or not thread.open or not actor.may("answer"):
        return NOTHING
    return SafeString(render_to_string("tips/_becomes.html", {"thread": thread}))


@needs("answer")
@require_POST
def make(request: HttpRequest, public_id: str) -> HttpResponse:
    """*Thành tin báo*."""
    thread = threads.by_public_id(actor_of(request), public_id)
    if thread is None:
        raise Http404
    try:
        make_tip(by=actor_of(request), thread=thread)
    except reply.NotAllowed as fault:
        raise Http404 from fault
    except WrongMove:
        messages.info(request, _("Đã là tin báo rồi."))
    else:
        messages.success(request, _("Đã thành tin báo. Hạn của tin báo bắt đầu chạy."), extra_tags="ok")
    return redirect("tip", public_id)
