"""The automatic texts: receipt, status address, emergency number, *where?*, group invitation.

Nothing else is ever said by itself (DECIDED). A person who writes without marks is answered without.
"""

from __future__ import annotations

import re

from lantoa.kit import fold


def as_written(said: str, reply: str) -> str:
    """The reply with or without marks, as the person wrote."""
    return reply if fold.has_marks(said) else fold.without_marks(reply)


_ASKS = frozenset({"ma", "xin ma", "ma nhan tin", "cho xin ma", "xin ma nhan tin", "cho xin lai ma"})


def asks_for_receipt(said: str) -> bool:
    """Whether somebody writes only to get the number of the receipt (*xin mã*)."""
    return len(said) <= 40 and fold.fold(said).strip(" .!?") in _ASKS


_RECEIPT = re.compile(r"\d{4}(?: \d{4}){3}")


def without_receipt(said: str) -> str:
    """The text as the staff's thread keeps it: a receipt's digits are nobody's but the reporter's."""
    return _RECEIPT.sub("•••• •••• •••• ••••", said)


_EMERGENCY = "Gọi 113. Không gọi được thì nhắn số nhà."
_FIRE = "Gọi 114 hoặc 113. Không gọi được thì nhắn số nhà."


def emergency(category: str) -> str:
    """The number to call, and nothing else: the person may be hiding. Fire and gas name the fire brigade first."""
    return _FIRE if category in ("fire_hazard", "blocked_exit") else _EMERGENCY


WHERE = "Dạ, việc này ở phường, xã nào? Xin nhắn tên phường, xã hoặc chỗ dễ nhận ra gần đó."
INVITATION = (
    "Dạ, bà con đừng kể thêm trong nhóm vì ai trong nhóm cũng đọc được. Nhắn riêng cho trang này, "
    "hoặc báo tại {address}/bao-tin/"
)
STATUS = (
    "Dạ, công an đã nhận. Cán bộ xem chậm nhất {when}, có trả lời thì nhắn ở đây và để tại {address}/tin/ "
    "(mã nhận tin ở tin nhắn sau). Công ty Zalo và người quản trị trang này cũng đọc được cuộc nhắn này; "
    "chuyện cần giữ kín xin báo tại {address}/bao-tin/."
)
"""When somebody looks at the latest, where the answer lies, and who else can read what is said here."""
RECEIPT = "Mã nhận tin: {digits}. Chép ra giấy, mất mã thì không lấy lại được."
SMS_RECEIVED = "Dạ, công an đã nhận. Muốn đọc trả lời thì nhắn lại hai chữ XIN MÃ, sẽ có mã để xem tại {address}/tin/"
"""A short message carries no digits unasked, so the first one says how to ask for them."""
SMS_RECEIPT = (
    "Mã nhận tin: {digits}. Xem trả lời và nhắn thêm tại {address}/tin/ rồi xóa tin này. "
    "Mất mã thì nhắn XIN MÃ để có mã khác."
)
NEWS_BY_SMS = "Có tin mới, xem tại {address}/tin/ bằng mã nhận tin. Chưa có mã thì nhắn XIN MÃ."
