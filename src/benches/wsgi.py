"""The house as it is served, and beside it the floor: a bare Django view with one INSERT, no middleware."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import wsgi
from config.front import Front
from lantoa.kit import limits


def floor(request: HttpRequest) -> HttpResponse:
    from benches.models import Floor

    Floor.objects.create(body=request.body)
    return HttpResponse("ok")


urlpatterns = [path("bench/floor", floor)]


class Bare(WSGIHandler):
    def load_middleware(self, is_async: bool = False) -> None:
        self._view_middleware, self._template_response_middleware, self._exception_middleware = [], [], []
        self._middleware_chain = convert_exception_to_response(self._get_response)

    def resolve_request(self, request: Any) -> Any:
        request.urlconf = "benches.wsgi"
        return super().resolve_request(request)


bare = Bare()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    handler = bare if environ.get("PATH_INFO") == "/bench/floor" else wsgi.application
    return handler(environ, start_response)


front = Front(application, limits.network_of)
