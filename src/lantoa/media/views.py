"""Giving out one file to whoever holds its address of ten minutes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lantoa.kit import clock
from lantoa.kit.seal import SealBroken
from lantoa.media import rules
from lantoa.media.logic import addresses, kinds, shelf
from lantoa.media.models import MediaFile
from lantoa.media.queries import FileGone, file_by_ref, vessel_of

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Accept-Ranges": "bytes",
}


def _found(ref: str, variant: str, token: str, holder: str) -> MediaFile:
    try:
        addresses.check(token, ref, variant, holder, clock.now())
    except addresses.AddressRefused as fault:
        raise Http404 from fault
    file = file_by_ref(ref)
    if file is None or variant not in shelf.VARIANTS:
        raise Http404
    return file


def _name(file: MediaFile, mime: str, head: bytes) -> str:
    form = kinds.BY_MIME.get(mime)
    return f"tep-{file.ref[:8]}.{form.ending if form else kinds.ending_of(head)}"


def _given(request: HttpRequest, file: MediaFile, variant: str) -> HttpResponseBase:
    try:
        held = vessel_of(file, variant)
        span = addresses.span_of(request.headers.get("Range", ""), held.size)
        head = next(held.span(0, min(held.size, kinds.HEAD)), b"")
    except (FileGone, SealBroken) as fault:
        raise Http404 from fault
    except ValueError:
        return HttpResponse(status=416, headers={**HEADERS, "Content-Range": f"bytes */{held.size}"})
    start, stop = span or (0, held.size)
    mime = (
        file.mime if variant == shelf.CLEAN else "image/jpeg" if variant == shelf.SMALL else "application/octet-stream"
    )
    inline = variant != shelf.ORIGINAL and (file.kind != "other" and mime != "audio/amr")
    answer = StreamingHttpResponse(held.span(start, stop), content_type=mime, status=206 if span else 200)
    for name, value in HEADERS.items():
        answer[name] = value
    answer["Content-Length"] = str(stop - start)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{_name(file, mime, head)}"'
    if span:
        answer["Content-Range"] = f"bytes {start}-{stop - 1}/{held.size}"
    return answer


@login_not_required
@require_safe
def public_file(request: HttpRequest, ref: str, variant: str, token: str) -> HttpResponseBase:
    """A cleaned file for the person of a status page or form. Never an original."""
    if variant == shelf.ORIGINAL:
        raise Http404
    return _given(request, _found(ref, variant, token, ""), variant)


@require_safe
def staff_file(request: HttpRequest, ref: str, variant: str, token: str) -> HttpResponseBase:
    """A file for the member of staff it was addressed to, who may see its thread at this moment."""
    actor = request.actor  # type: ignore[attr-defined]
    file = _found(ref, variant, token, actor.id)
    if not rules.may_see(actor, file.owner):
        raise Http404
    return _given(request, file, variant)
