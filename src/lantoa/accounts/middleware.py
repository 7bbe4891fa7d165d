"""Nobody is staff without a second factor, and who they are is asked again on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from lantoa.accounts.actions.sessions import see_session
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of
from lantoa.journal.logic import Actor
from lantoa.kit import clock

SEEN = "seen_on"
VERIFIED = "second_factor"
"""Session field: the id of the person whose second factor this session saw."""

NOBODY = Actor("nobody", "")


class ActorMiddleware:
    """Sets ``request.actor`` under the staff path; elsewhere it is nobody and no session is touched.

    A session that is signed in but saw no second factor is ended here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        if request.path.startswith(settings.STAFF_PATH) and isinstance(request.user, Staff):
            if request.session.get(VERIFIED) == request.user.pk:
                request.actor = actor_of(request.user)  # type: ignore[attr-defined]
                self._seen(request)
            else:
                logout(request)
        answer = self.get_response(request)
        if request.headers.get("HX-Request") and answer.get("Location", "").startswith(settings.LOGIN_URL):
            # a piece of a page cannot show the sign-in: the whole page is asked for again
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return answer

    def _seen(self, request: HttpRequest) -> None:
        """Once a day the list of machines learns that this one is still used."""
        today = clock.today().isoformat()
        if request.session.get(SEEN) != today:
            request.session[SEEN] = today
            see_session(by=request.actor, session_key=str(request.session.session_key))  # type: ignore[attr-defined]
