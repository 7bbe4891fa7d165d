"""What a reader should know of how a message came: codes that are stored sealed with it, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from lantoa.kit import clock


def words(codes: Iterable[str]) -> list[str]:
    """A sentence for each code; one that this version does not know says so."""
    return [_sentence(*code.partition(":")[::2]) for code in codes]


def _sentence(what: str, value: str) -> str:
    if what == "missing":
        return _("Tin dài bị thiếu phần %(which)s, phần ấy chưa tới. Phần sau tới thì hiện riêng bên dưới.") % {
            "which": value
        }
    if what == "clock":
        moment = clock.here(datetime.fromisoformat(value))
        return _("Giờ ghi trên tin (%(when)s) không thể đúng, nên ghi giờ hệ thống nhận.") % {
            "when": f"{moment:%H:%M %d/%m/%Y}"
        }
    if what == "sender":
        return _("Người gửi không hiện số điện thoại (%(sender)s): không trả lời bằng tin nhắn được.") % {
            "sender": value or _("để trống")
        }
    if what == "unread":
        return _("Hệ thống không lấy được %(many)s phần gửi kèm: cần thì gửi lại, hoặc kể bằng lời.") % {"many": value}
    if what == "cut":
        return _("Tin dài quá: hệ thống chỉ giữ %(many)s chữ đầu. Phần sau gửi thành tin khác.") % {"many": value}
    return _("Tin này tới theo cách lạ (%(code)s).") % {"code": what}
