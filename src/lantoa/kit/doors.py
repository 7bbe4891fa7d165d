"""What every view of the staff side asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def needs(power: str) -> Callable[[View], View]:
    """Whoever lacks the power gets 404, as if the page did not exist, before anything else is looked at."""

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.actor.may(power):
                raise Http404
            return view(request, *args, **kwargs)

        return asked  # type: ignore[return-value]

    return around
