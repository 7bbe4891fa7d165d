"""The messengers' door as HTTP."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from lantoa.delivery import actions
from lantoa.delivery.logic.messenger import Call
from lantoa.delivery.messengers import all_messengers

LIMIT = 256 * 1024


@csrf_exempt
@login_not_required
def hook(request: HttpRequest, kind: str, account: str = "") -> HttpResponse:
    """Take one call of a messenger: 200 stored or known, 400 garbage, 401 not believed, 413 too long, 503 try again."""
    messenger = all_messengers().get(kind.replace("-", "_"))
    if messenger is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > LIMIT:
        return HttpResponse(status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    answer = actions.accept(messenger, Call(request.body, headers, account))
    response = HttpResponse(status=answer.value)
    if answer is actions.Answer.BUSY:
        response["Retry-After"] = "5"
    return response


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 without a page: a program is reading."""
    return HttpResponse(status=400)


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 without a page."""
    return HttpResponse(status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500 without a page; the log has the line."""
    return HttpResponse(status=500)
