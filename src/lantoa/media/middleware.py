"""The end of a request that brought files."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError

from lantoa.media.forms import SealingUploadHandler


class BrokenOff(BadRequest):
    """An upload that did not come to its end."""


class UntakenUploadsMiddleware:
    """No file stays of a request whose page took none: without a ticket, without a sign-in, at an address that wants
    none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            if request.content_type == "multipart/form-data":
                for handler in request.upload_handlers:
                    if isinstance(handler, SealingUploadHandler):
                        handler.drop_untaken()

    def process_exception(self, _request: HttpRequest, exception: Exception) -> None:
        """A line that breaks is the caller's, not a fault of ours. Raises BrokenOff."""
        if isinstance(exception, UnreadablePostError):
            raise BrokenOff from exception
