"""What the journal's verbs say to people."""

from __future__ import annotations

VERBS = {
    "thread.received": "Đã nhận",
    "thread.continued": "Người báo nhắn thêm",
    "thread.opened": "Đã đọc",
    "thread.answered": "Đã nhắn người báo",
    "thread.answered_elsewhere": "Đã nhắn người báo ngay trên ứng dụng",
    "thread.noted": "Ghi chú nội bộ",
    "thread.assigned": "Giao việc",
    "thread.left": "Chuyển đi bàn khác",
    "thread.arrived": "Chuyển đến bàn này",
    "thread.corrected": "Sửa phân loại",
    "thread.closed": "Kết thúc",
    "thread.reopened": "Mở lại",
    "thread.entitled": "Đặt tên",
    "thread.waits": "Chờ người báo",
    "thread.waits_no_more": "Thôi chờ người báo",
    "thread.withdrawn": "Người báo rút lại",
    "thread.destroyed": "Đã hủy nội dung",
    "thread.plate_opened": "Mở biển số",
    "thread.phone_opened": "Mở số điện thoại",
    "tip.received": "Thành tin báo",
    "tip.acknowledged": "Đã xem",
    "tip.checking": "Đang kiểm tra",
    "tip.answered": "Đã trả lời",
    "tip.closed": "Kết thúc",
    "tip.handed_over": "Đã chuyển cơ quan điều tra",
    "tip.merged": "Đã gộp vào tin khác",
    "tip.refused": "Từ chối, có lý do",
    "tip.withdrawn": "Người báo rút lại",
    "tip.asked": "Đã hỏi thêm, chờ người báo",
    "tip.marked_crime": "Đánh dấu: có dấu hiệu tội phạm",
    "tip.extended": "Gia hạn kiểm tra",
    "tip.numbered": "Ghi số tiếp nhận chính thức",
    "tip.rated": "Người báo đánh giá",
    "files.kept": "Nhận tệp",
    "message.promised": "Xếp tin gửi đi",
    "opening.asked": "Xin mở danh tính người báo",
    "opening.consented": "Đồng ý cho mở danh tính",
    "opening.refused": "Không đồng ý mở danh tính",
    "opening.expired": "Hết hạn xin mở danh tính",
    "identity.opened": "Mở danh tính người báo",
    "call.taken": "Ghi cuộc gọi ở trực ban",
    "ring.started": "Chuông reo",
    "ring.accepted": "Nhận việc khẩn",
    "ring.passed_on": "Quá một phút, chuông reo ở cấp trên",
}

KEY_VERBS = frozenset(v for v in VERBS if v.startswith("tip.")) | {"thread.received"}
SEALED_VERBS = frozenset(v for v in VERBS if v.startswith(("opening.", "identity."))) | {
    "thread.plate_opened",
    "thread.phone_opened",
}
HIDDEN_VERBS = frozenset({"message.promised", "message.emptied"})


def said(verb: str) -> str:
    """A verb in words; one nobody named yet shows as it is."""
    return VERBS.get(verb, verb)
