"""The messengers' door as HTTP: one answer, two ways in. The server uses ``application``, which costs a quarter of
Django's request; ``hook`` is the same for Django's own server and its test client."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import close_old_connections, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from lantoa.delivery import actions
from lantoa.delivery.logic.messenger import Call
from lantoa.delivery.messengers import all_messengers

log = logging.getLogger(__name__)

LIMIT = 256 * 1024
PREFIX = "/hooks/"
LINES = {
    200: "200 OK",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    413: "413 Content Too Large",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}
MORE = {405: ("Allow", "POST"), 503: ("Retry-After", "5")}


def answer(path: str, environ: Mapping[str, Any], read: Callable[[int], bytes]) -> int:
    """Take one call of a messenger at ``<kind>/`` or ``<kind>/<account>/`` and answer with a status.

    200 stored or known, 400 garbage, 401 not believed, 404 no such messenger, 413 too long, 503 try again.
    """
    kind, _, account = path.strip("/").partition("/")
    messenger = all_messengers().get(kind.replace("-", "_"))
    if messenger is None or "/" in account:
        return 404
    if environ.get("REQUEST_METHOD") != "POST":
        return 405
    size = environ.get("CONTENT_LENGTH") or str(LIMIT + 1)  # sent in chunks: as much as is too much
    if not size.isdecimal() or int(size) > LIMIT + 1:
        return 413
    body = read(int(size))
    if len(body) > LIMIT:
        return 413
    headers = {
        name[5:].replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith(("HTTP_X_", "HTTP_AUTHORIZATION"))
    }
    return actions.accept(messenger, Call(body, headers, account)).value


def application(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """The door as a WSGI application of its own: no session, no sign-in, no cookie, no page."""
    try:
        status = answer(environ.get("PATH_INFO", "").removeprefix(PREFIX), environ, environ["wsgi.input"].read)
    except Exception as fault:
        log.error("the messengers' door broke: %s", type(fault).__name__)
        status = 500
    finally:
        if connection.connection is not None and not connection.in_atomic_block:
            close_old_connections()
    more = [MORE[status]] if status in MORE else []
    start_response(LINES[status], [("Content-Length", "0"), *more])
    return []


@csrf_exempt
@login_not_required
def hook(request: HttpRequest, kind: str, account: str = "") -> HttpResponse:
    """As ``application``, inside Django's own handling."""
    status = answer(f"{kind}/{account}", request.META, lambda size: request.body)
    response = HttpResponse(status=status)
    if status in MORE:
        name, value = MORE[status]
        response[name] = value
    return response
