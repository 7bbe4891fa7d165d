"""Pages for what went wrong: what happened in words, and what to do now. Only the frame of the staff side reads the
database."""

from __future__ import annotations

import errno
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from lantoa.media.middleware import BrokenOff

_PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE}


def passes(fault: BaseException | None) -> bool:
    """Whether the machine, not the person, is at fault, and trying again may help: database locked or away, disk
    full or read-only."""
    if isinstance(fault, OSError):
        return fault.errno in _PASSING
    return isinstance(fault, OperationalError | InterfaceError)


def page(
    request: HttpRequest, status: int, heading: str, advice: str, again: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """One plain page (or, for htmx, one note) with this status; with ``again`` a button sends these fields once
    more."""
    words = {"heading": heading, "advice": advice, "staff_side": request.path.startswith(settings.STAFF_PATH)}
    words |= {"again": again, "here": request.path}
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(loader.render_to_string("web/error_note.html", words), status=status)
    return render(request, "web/error.html", words, status=status)


def staff_page(request: HttpRequest, status: int) -> HttpResponse | None:
    """For somebody who is signed in and works here: the same sentence in the frame of the staff side, whether the page
    does not exist or is not theirs. None for everybody else, and for pieces of a page."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.id or request.headers.get("HX-Request") == "true":
        return None
    return render(request, "web/staff_error.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, 413 when it was only too much at once, or 408 when it broke off on its way."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    if isinstance(exception, BrokenOff):
        return page(
            request,
            408,
            _("Tệp gửi lên giữa đường bị ngắt"),
            _("Chưa lưu được. Mạng yếu thì gửi chữ trước, tệp gửi sau. Gấp thì gọi 113."),
        )
    return page(request, 400, _("Máy không hiểu yêu cầu này"), _("Về trang trước rồi thử lại. Gấp thì gọi 113."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return staff_page(request, 403) or page(
        request,
        403,
        _("Trang này không mở được cho bạn"),
        _("Nếu đang làm việc ở đây, hỏi chỉ huy xem mình được phân công tới đâu, hoặc đăng nhập lại."),
    )


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose sign-in ended meanwhile, or that another site sent."""
    return page(
        request,
        403,
        _("Đã đóng vì để lâu"),
        _("Chữ đang viết chưa gửi đi đâu cả. Về trang trước, chép lại chữ, đăng nhập rồi gửi."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return staff_page(request, 404) or page(
        request,
        404,
        _("Không tìm thấy trang này"),
        _("Có thể đường dẫn gõ thiếu chữ, hoặc trang đã chuyển đi. Bắt đầu lại từ trang đầu."),
    )


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 413, _("Gửi nhiều quá, máy không nhận hết"), _("Gửi ít hình hơn, hoặc đoạn clip dưới 1 phút."))


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 when only the machine was at fault and nothing was stored."""
    fault = sys.exc_info()[1]
    if passes(fault):
        return busy(request)
    return page(
        request,
        500,
        _("Máy đang trục trặc"),
        _("Chưa biết chắc việc vừa làm đã lưu chưa. Chờ một phút rồi thử lại. Gấp thì gọi 113."),
    )


def busy(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """503: nothing was stored. What somebody had written stands in the page again, so that *Gửi lại* loses nothing."""
    response = page(
        request,
        503,
        _("Máy đang bận"),
        _("Chưa lưu được. Chờ nửa phút rồi bấm gửi lại. Gấp thì gọi 113."),
        _sent(request),
    )
    response["Retry-After"] = "30"
    return response


def _sent(request: HttpRequest) -> list[tuple[str, str]] | None:
    """The fields of a form that was read whole. Files are not among them: they wait sealed, or must be chosen again."""
    held = getattr(request, "_post", None)
    if (
        request.method != "POST"
        or not held
        or sum(len(value) for _, values in held.lists() for value in values) > 200_000
    ):
        return None
    return [(name, value) for name, values in held.lists() for value in values]
