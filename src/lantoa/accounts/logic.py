"""What each role may do, in words that rules of every floor ask for. No model, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lantoa.journal.logic import Actor

_CASEWORK = frozenset(
    {"read", "answer", "assign", "tip.move", "tip.refuse", "tip.hand_over", "opening.ask", "bank"},
)

POWERS: Mapping[str, frozenset[str]] = {
    "beat": _CASEWORK,
    "duty": _CASEWORK | {"duty"},
    "chief": _CASEWORK | {"chief", "duty", "opening.consent", "staff.manage", "staff.reset", "stuck.see"},
    "movement": frozenset({"bank", "bank.city"}),
    "inspector": _CASEWORK | {"inspect", "opening.consent"},
    "volunteer": frozenset(),
    "admin": frozenset({"settings", "stuck.see", "staff.import", "staff.reset"}),
}
"""Role (``states.Role``) to powers. A volunteer and the administrator hold no power that shows content."""

POWER_WORDS: Mapping[str, str] = {
    "read": "đọc tin trên bàn của mình",
    "answer": "trả lời người dân",
    "assign": "giao việc, chuyển bàn",
    "tip.move": "chuyển bước một tin báo",
    "tip.refuse": "không nhận tin, có lý do",
    "tip.hand_over": "lập phiếu chuyển",
    "opening.ask": "xin mở danh tính",
    "opening.consent": "đồng ý cho mở danh tính",
    "inspect": "xem nhật ký: ai mở gì, lúc nào, vì sao",
    "staff.manage": "phân công, chuyển người trong đơn vị",
    "staff.import": "nạp danh sách cán bộ",
    "staff.reset": "cấp lại cách vào (phải đủ hai người)",
    "stuck.see": "xem những gì đang kẹt",
    "settings": "cấu hình hệ thống",
    "duty": "nghe chuông, ghi cuộc gọi",
    "bank": "sửa kho câu trả lời của đơn vị",
    "bank.city": "sửa kho câu trả lời chung",
    "chief": "duyệt việc của đơn vị",
}
"""Every power in words, as the staff page shows it."""

ROLE_DESKS: Mapping[str, frozenset[str]] = {
    "duty": frozenset({"inbox", "duty"}),
    "chief": frozenset({"beat", "inbox", "chief", "above", "duty"}),
    "inspector": frozenset({"inspectorate"}),
}
"""Kinds of desks of the *own* unit that come with a role. Every other desk takes a posting."""

DESKLESS = frozenset({"movement", "volunteer", "admin"})
"""Roles that nobody can be posted to a desk with."""


SLIP_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of slips and recovery codes: none that two people read differently."""


def tidy_code(written: str) -> str:
    """A code as it was drawn, from however somebody wrote it down: no spaces, no dashes, capitals."""
    return "".join(sign for sign in written.upper() if sign.isalnum())


def grouped(code: str, size: int = 4) -> str:
    """A code in groups, for reading aloud."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


_DEVICES = (
    ("Android", "điện thoại Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "máy Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "máy Linux"),
)


def device_word(agent: str) -> str:
    """One word for a machine, all that is ever kept of what a browser says about itself."""
    return next((word for mark, word in _DEVICES if mark in agent), "máy khác")


def powers_of(roles: Iterable[str]) -> frozenset[str]:
    """All powers of these roles together; an unknown role gives none."""
    return frozenset().union(*(POWERS.get(role, frozenset()) for role in roles))


class StaffRequest(HttpRequest):
    """A request under the staff path, as ``middleware.ActorMiddleware`` hands it to a view."""

    actor: Actor
    htmx: HtmxDetails
