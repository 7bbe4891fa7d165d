"""Headers of every page: what the browser may use, and what it may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from lantoa.kit import display

# The report form may ask for the phone's own position and its microphone; nothing else may be asked for.
PERMISSIONS = (
    "geolocation=(self), microphone=(self), camera=(), payment=(), usb=(), bluetooth=(), serial=(), midi=(), "
    "display-capture=(), browsing-topics=(), join-ad-interest-group=(), run-ad-auction=(), attribution-reporting=()"
)


class HeadersMiddleware:
    """Permissions-Policy everywhere, HSTS behind HTTPS; report and staff pages never stored, others asked for again.

    A view that says how its answer may be kept (``Cache-Control``) is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        quiet = display.is_quiet(request.path)
        if quiet:
            response["Referrer-Policy"] = "no-referrer"
        if settings.SECURE_HSTS_SECONDS:  # the proxy ended HTTPS, so the request itself does not say so
            response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        if "Cache-Control" not in response:
            never = quiet or request.path.startswith(settings.STAFF_PATH)
            response["Cache-Control"] = "no-store" if never else "private, no-cache"
        if not quiet and display.COOKIE in request.COOKIES:
            patch_vary_headers(response, ("Cookie",))
        return response
