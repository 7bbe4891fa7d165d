"""What each role may do, in words that rules of every floor ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_CASEWORK = frozenset(
    {"read", "answer", "assign", "tip.move", "tip.refuse", "tip.hand_over", "opening.ask", "bank"},
)

POWERS: Mapping[str, frozenset[str]] = {
    "beat": _CASEWORK,
    "duty": _CASEWORK | {"bell", "duty"},
    "chief": _CASEWORK
    | {"bell", "duty", "duty.number", "links.manage", "opening.consent", "staff.manage", "staff.reset"},
    "movement": frozenset({"bank", "bank.city", "links.manage"}),
    "inspector": _CASEWORK | {"bell", "inspect", "opening.consent"},
    "volunteer": frozenset(),
    "admin": frozenset({"settings", "stuck.see", "staff.reset", "arrange_places"}),
}
"""Role (``states.Role``) to powers. A volunteer and the administrator hold no power that shows content."""

POWER_WORDS: Mapping[str, str] = {
    "read": "đọc tin trong hộp thư của mình",
    "answer": "trả lời người dân",
    "assign": "giao việc, chuyển tin đi nơi khác",
    "tip.move": "chuyển bước một tin báo",
    "tip.refuse": "không nhận tin, có lý do",
    "tip.hand_over": "lập phiếu chuyển",
    "opening.ask": "xin mở danh tính",
    "opening.consent": "đồng ý cho mở danh tính",
    "inspect": "xem nhật ký: ai mở gì, lúc nào, vì sao",
    "staff.manage": "phân công, chuyển người trong đơn vị",
    "staff.reset": "cấp lại cách vào (phải đủ hai người)",
    "stuck.see": "xem những gì đang kẹt",
    "settings": "cấu hình hệ thống",
    "arrange_places": "sửa danh mục đơn vị, khu vực, ngày làm việc",
    "bell": "nghe chuông, nhận tin khẩn",
    "duty": "ghi cuộc gọi",
    "duty.number": "ghi số điện thoại trực ban cho bà con gọi",
    "links.manage": "làm, đổi, in liên kết và mã QR",
    "bank": "sửa kho câu trả lời của đơn vị",
    "bank.city": "sửa kho câu trả lời chung",
}
"""Every power in words, as the staff page shows it."""

ROLE_DESKS: Mapping[str, frozenset[str]] = {
    "duty": frozenset({"beat", "inbox", "duty"}),
    "chief": frozenset({"beat", "inbox", "chief", "above", "duty"}),
    "inspector": frozenset({"inspectorate"}),
}
"""Kinds of desks of the *own* unit that come with a role. Every other desk takes a posting."""

DESKLESS = frozenset({"movement", "volunteer", "admin"})
"""Roles that nobody can be posted to a desk with."""


GIVES: Mapping[str, frozenset[str]] = {
    "own": frozenset({"beat", "duty", "volunteer"}),
    "below": frozenset({"beat", "duty", "volunteer", "chief"}),
}
"""Roles that a chief may give in the own unit, and in a unit below it. The rest comes by the command line."""


def powers_of(roles: Iterable[str]) -> frozenset[str]:
    """All powers of these roles together; an unknown role gives none."""
    return frozenset().union(*(POWERS.get(role, frozenset()) for role in roles))
