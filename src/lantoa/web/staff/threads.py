"""Where the page of a thread is: a tip's page while it has one, else the thread's own."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from lantoa.conversations.models import Thread
from lantoa.conversations.queries.threads import openable_by
from lantoa.vault.queries import news_for
from lantoa.vault.rules import may_ask


def thread_address(actor: Any, *, thread: Thread, **_ids: Any) -> SafeString:
    """The slot ``thread.address``."""
    return SafeString(reverse("tip" if thread.has_tip else "thread", args=[thread.public_id]))


def ring_thread(actor: Any, *, thread: int, **_ids: Any) -> SafeString:
    """The slot ``ring.thread``: the way to a ringing matter, for whoever may read it; else nothing."""
    held = openable_by(actor).filter(n=thread).first()
    if held is None:
        return SafeString("")
    return SafeString(render_to_string("web/ring_thread.html", {"address": thread_address(actor, thread=held)}))


def identity_link(actor: Any, *, thread: Thread, **_ids: Any) -> SafeString:
    """A piece of ``tip.aside``: the way to asking who the reporter is, where something is kept of them."""
    if thread.correspondent_id is None or not may_ask(actor):
        return SafeString("")
    address = reverse("identity", args=[thread.public_id])
    return SafeString(render_to_string("web/identity_link.html", {"address": address}))


def opening_news(actor: Any, **_ids: Any) -> SafeString:
    """A piece of ``staff.bell`` for the inspectorate: how many openings it has not looked at; it asks again by itself."""
    if actor is None or not actor.may("inspect"):
        return SafeString("")
    return SafeString(render_to_string("conversations/_opening_news.html", {"n": news_for(actor)}))
