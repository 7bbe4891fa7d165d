"""Saying what was done with a tip, with the way back where there is one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from lantoa.conversations.models import Thread
from lantoa.kit import undo

_BACK = {"gop": "tach", "dau-hieu": "bo-dau-hieu"}
"""Verbs that another verb of the page takes back."""


def tell(request: HttpRequest, verb: str, said: str, before: list[Any]) -> None:
    """What was done; with a way back where there is one."""
    if verb in _BACK:
        undo.offer(request, said, to=reverse("tip-act", args=[before[0], _BACK[verb]]))
    elif verb == "xem":
        undo.offer(request, said, to=reverse("undo"), what="acknowledge", done=[before[:1]])
    elif verb == "giao":
        given = Thread.objects.filter(public_id=before[0]).values_list("owner", flat=True).first()
        undo.offer(request, said, to=reverse("undo"), what="assign", done=[[*before, given]])
    else:
        messages.success(request, said, extra_tags="ok")
