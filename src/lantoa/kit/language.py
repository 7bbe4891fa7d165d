"""The language of public pages: Vietnamese, or what ``?lang=en`` asks for. No cookie, no guessing."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Activates the language of the query outside the staff side, which is Vietnamese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = {code for code, _name in settings.LANGUAGES}
        asked = request.GET.get("lang", "")
        public = not request.path.startswith(settings.STAFF_PATH)
        with translation.override(asked if public and asked in known else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response
