"""Where the page of a thread is: a tip's page while it has one, else the thread's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from lantoa.conversations.logic.marks import covered
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.rows import alarm_of
from lantoa.conversations.queries.sealed import cards
from lantoa.conversations.queries.threads import openable_by
from lantoa.duties.logic import Matter
from lantoa.vault.queries import news_for
from lantoa.vault.rules import may_ask


def thread_address(actor: Any, *, thread: Thread, **_ids: Any) -> SafeString:
    """The slot ``thread.address``."""
    return SafeString(reverse("tip" if thread.has_tip else "thread", args=[thread.public_id]))


def ring_words(actor: Any, threads: Sequence[int]) -> dict[int, Matter]:
    """What rings, in words, for whoever may read it. Two statements for any number."""
    held = openable_by(actor).select_related("desk", "area").filter(n__in=threads)
    return {
        card.thread.n: Matter(alarm_of(card), covered(card.excerpt), thread_address(actor, thread=card.thread))
        for card in cards(held)
    }


def identity_link(actor: Any, *, thread: Thread, **_ids: Any) -> SafeString:
    """A piece of ``tip.aside``: the way to asking who the reporter is, where something is kept of them."""
    if thread.correspondent_id is None or not may_ask(actor):
        return SafeString("")
    address = reverse("identity", args=[thread.public_id])
    return SafeString(render_to_string("web/identity_link.html", {"address": address}))


def opening_news(actor: Any, **_ids: Any) -> SafeString:
    """A piece of ``staff.bell`` for the inspectorate: how many openings it has not looked at; it asks again by
    itself."""
    if actor is None or not actor.may("inspect"):
        return SafeString("")
    return SafeString(render_to_string("conversations/_opening_news.html", {"n": news_for(actor)}))
