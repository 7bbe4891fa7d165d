"""Back to the list somebody came from: its address travels in the form as ``ve``, the row to go on with as ``tiep``."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

_ROW = re.compile(r"[a-z0-9]{1,16}", re.ASCII)


def page(request: HttpRequest, *, within: str) -> str:
    """The address a form says it came from, when it is one of ours below ``within``; else empty."""
    where = request.POST.get("ve", "")
    ours = where.startswith(within) and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if ours and where.isprintable() else ""


def row(request: HttpRequest, *, within: str) -> str:
    """The same with the row to go on with, which the page then gives the focus."""
    where, following = page(request, within=within), request.POST.get("tiep", "")
    return f"{where}#t-{following}" if where and _ROW.fullmatch(following) else where


def carried(request: HttpRequest) -> dict[str, str]:
    """Both, for a page that asks once more before it sends."""
    return {name: request.POST[name] for name in ("ve", "tiep") if name in request.POST}
