"""Where the page of a thread is: a tip's page while it has one, else the thread's own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from lantoa.conversations.models import Thread


def thread_address(actor: Any, *, thread: Thread, **_ids: Any) -> SafeString:
    """The slot ``thread.address``."""
    return SafeString(reverse("tip" if thread.has_tip else "thread", args=[thread.public_id]))
