"""Beside the answer box: whether the answer reaches the person by the way they came, and until when."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.rules import may_answer
from lantoa.conversations.states import Kind
from lantoa.delivery.queries import outlook
from lantoa.journal.logic import Actor


def reach(actor: Actor, *, thread: Thread, **_ids: object) -> SafeString:
    """The slot ``thread.reach``. Nothing where the person came by a page of ours: there every answer is read."""
    if thread.account is None or not may_answer(actor, thread):
        return SafeString("")
    person = thread.correspondent
    address = sealed.address_of(person) if person is not None and person.closed_at is None else ""
    found = outlook(thread.account, address)
    by_sms = thread.channel == "sms"
    context = {
        "outlook": found,
        "reach": found.reach.value,
        "channel": "SMS" if by_sms else "Zalo",
        "in_full": by_sms and thread.kind == Kind.QUESTION,
    }
    return SafeString(render_to_string("conversations/_reach.html", context))
