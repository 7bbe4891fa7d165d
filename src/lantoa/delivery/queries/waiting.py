"""What waits in a thread, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.delivery.models import Outbox
from lantoa.delivery.states import UNSENT, OutboxState
from lantoa.kit import keys


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message of a thread that has not left, and why, in words for the officer."""

    outbox_id: int
    purpose: str
    state: str
    why: str
    since: datetime
    due: datetime


WHY = {
    "window": "Người này đã im lặng quá 7 ngày nên ứng dụng nhắn tin không cho gửi. Tin sẽ đi ngay khi họ nhắn lại; "
    "họ vẫn đọc được trên trang xem tin.",
    "person": "Người này đang không nhận tin của đơn vị. Tin sẽ đi khi họ nhắn lại; "
    "họ vẫn đọc được trên trang xem tin.",
    "no_grant": "Tài khoản của đơn vị chỉ nhận được tin, chưa được phép gửi. Nhờ quản trị hệ thống nối lại.",
    "grant_lost": "Quyền gửi của tài khoản đã hết. Nhờ quản trị hệ thống nối lại.",
    "config": "Tài khoản chưa được thiết lập đúng. Nhờ quản trị hệ thống xem lại.",
    "human": "Tài khoản cần người phụ trách làm việc với nhà cung cấp. Nhờ quản trị hệ thống xem lại.",
    "permanent": "Ứng dụng nhắn tin không nhận tin này. Nhờ quản trị hệ thống xem lại.",
    "quota": "Hết lượt gửi. Tin sẽ đi khi có lượt mới.",
    "night": "Ứng dụng nhắn tin không nhận tin ban đêm. Tin sẽ đi vào buổi sáng.",
    "charged": "Người này đã im lặng quá 48 giờ: gửi qua ứng dụng lúc này mất tiền và tài khoản đã hết lượt. Tin sẽ đi "
    "khi họ nhắn lại; họ vẫn đọc được trên trang xem tin.",
    "off": "Việc gửi qua tài khoản này đang tắt. Nhờ quản trị hệ thống mở lại; họ vẫn đọc được trên trang xem tin.",
    "rate": "Đang gửi nhiều tin. Tin này sẽ đi trong ít phút.",
    "turn": "Đang gửi nhiều tin. Tin này sẽ đi trong ít phút.",
    "refreshing": "Đang xin lại quyền gửi. Tin này sẽ đi trong ít phút.",
    "retry": "Máy chủ nhắn tin chưa trả lời. Hệ thống tự gửi lại.",
    "away": "Máy chủ nhắn tin chưa trả lời. Hệ thống tự gửi lại.",
    "token": "Máy chủ nhắn tin chưa trả lời. Hệ thống tự gửi lại.",
    "": "Đang chờ gửi.",
}


def why(fault: str) -> str:
    """The sentence for a fault ``class:code``."""
    return WHY.get(fault.partition(":")[0], "Chưa gửi được. Hệ thống giữ lại để xem.")


def waiting(thread: int) -> list[Waiting]:
    """Messages of a thread that have not left, oldest first."""
    rows = Outbox.objects.filter(thread=thread, state__in=UNSENT).order_by("id")
    return [
        Waiting(r.pk, r.purpose, OutboxState(r.state).label, why(r.fault), r.made_at, r.due)
        for r in rows.only("purpose", "state", "fault", "made_at", "due")
    ]


def address_hash(account_id: int, address: str) -> bytes:
    """Keyed hash of an address on one account; meets nothing outside delivery."""
    return keys.hashed("window/1", f"{account_id}:{address}")
