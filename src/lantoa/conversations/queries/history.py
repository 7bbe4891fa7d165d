"""What happened to a thread, in words: the journal's lines as its officers read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lantoa.conversations.models import Thread
from lantoa.journal.models import Line

WORDS = {
    "thread.received": "Đã nhận",
    "thread.continued": "Người báo nhắn thêm",
    "thread.opened": "Đã mở xem",
    "thread.plate_opened": "Mở biển số",
    "thread.phone_opened": "Mở số điện thoại",
    "thread.answered": "Đã trả lời",
    "thread.noted": "Ghi chú nội bộ",
    "thread.assigned": "Giao việc",
    "thread.left": "Chuyển đi bàn khác",
    "thread.arrived": "Chuyển tới",
    "thread.corrected": "Sửa loại",
    "thread.entitled": "Đặt tên",
    "thread.waits": "Chờ người báo",
    "thread.waits_no_more": "Thôi chờ người báo",
    "thread.closed": "Kết thúc",
    "thread.reopened": "Mở lại",
    "thread.withdrawn": "Người báo rút lại",
    "thread.destroyed": "Đã hủy nội dung",
    "thread.answered_elsewhere": "Đã nhắn người báo ngay trên ứng dụng",
    "ring.accepted": "Nhận chuông",
    "tip.received": "Thành tin báo",
    "tip.refused": "Không phải tin báo",
    "files.kept": "Nhận tệp",
    "opening.asked": "Xin mở danh tính người báo",
    "opening.consented": "Đồng ý cho mở danh tính",
    "opening.refused": "Không đồng ý mở danh tính",
    "opening.opened": "Mở danh tính người báo",
}
_SEALED = ("_opened", "opening.")
_MOST = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words. ``look`` is key, sealed or empty."""

    words: str
    who: str
    at: datetime
    look: str


def of_thread(thread: Thread) -> list[Line]:
    """The newest lines of one thread, without the house's own bookkeeping."""
    return list(Line.objects.filter(thread=thread.n).exclude(verb__startswith="message.").order_by("-id")[:_MOST])


def told(line: Line, names: Mapping[str, str]) -> Told:
    """A journal line as the thread's page shows it."""
    houses = {"house": "Máy", "reporter": "Người báo", "messenger": "Người báo"}
    who = names.get(line.actor_id, "") if line.actor_kind == "staff" else houses.get(line.actor_kind, "")
    opened = any(mark in line.verb for mark in _SEALED)
    look = "sealed" if opened else "key" if line.verb.startswith("tip.") or line.verb == "thread.received" else ""
    return Told(WORDS.get(line.verb, line.verb.replace(".", " ").replace("_", " ")), who, line.at, look)
