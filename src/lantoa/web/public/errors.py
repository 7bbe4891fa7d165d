"""Pages for what went wrong: what happened in words, and what to do now. They never read the database."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    """One plain page (or, for htmx, one note) with this status."""
    words = {"heading": heading, "advice": advice, "staff_side": request.path.startswith(settings.STAFF_PATH)}
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(loader.render_to_string("web/error_note.html", words), status=status)
    return render(request, "web/error.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 400, _("Máy không hiểu yêu cầu này"), _("Về trang trước rồi thử lại. Gấp thì gọi 113."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        403,
        _("Trang này không mở được cho bạn"),
        _("Nếu đang làm việc ở đây, hỏi chỉ huy xem mình được phân công tới đâu, hoặc đăng nhập lại."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        _("Không tìm thấy trang này"),
        _("Có thể đường dẫn gõ thiếu chữ, hoặc trang đã chuyển đi. Bắt đầu lại từ trang đầu."),
    )


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 413, _("Gửi nhiều quá, máy không nhận hết"), _("Gửi ít hình hơn, hoặc đoạn clip dưới 1 phút."))


def broken(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        _("Máy đang trục trặc"),
        _("Chưa biết chắc việc vừa làm đã lưu chưa. Chờ một phút rồi thử lại. Gấp thì gọi 113."),
    )


def busy(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 503, _("Máy đang bận"), _("Chưa lưu được. Chờ nửa phút rồi bấm gửi lại. Gấp thì gọi 113."))
