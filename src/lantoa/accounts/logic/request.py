"""What a view under the staff path is handed."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lantoa.journal.logic import Actor


class StaffRequest(HttpRequest):
    """A request under the staff path, as ``middleware.ActorMiddleware`` hands it to a view."""

    actor: Actor
    htmx: HtmxDetails
