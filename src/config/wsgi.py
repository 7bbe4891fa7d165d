"""The program as the server sees it: the messengers' door beside everything else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from config.tree import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if os.environ.get("LANTOA_TREE") == "on":
    die_with_parent()


class HookHandler(WSGIHandler):
    """Django with the short middleware list of ``HOOK_MIDDLEWARE`` and the door's own addresses: the full list costs
    a webhook half its speed (docs/performance.md)."""

    def load_middleware(self, is_async: bool = False) -> None:
        from django.conf import settings

        for kind in ("_view_middleware", "_template_response_middleware", "_exception_middleware"):
            setattr(self, kind, [])
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for path in reversed(settings.HOOK_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain

    def resolve_request(self, request: Any) -> Any:
        request.urlconf = "lantoa.delivery.urls"
        return super().resolve_request(request)  # type: ignore[misc]


pages = get_wsgi_application()
hooks = HookHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Addresses under ``/hooks/`` to the door, all others to the pages."""
    handler = hooks if environ.get("PATH_INFO", "").startswith("/hooks/") else pages
    return handler(environ, start_response)
