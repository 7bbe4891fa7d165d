"""The automatic texts: receipt, status address, emergency number, *where?*, group invitation.

Nothing else is ever said by itself (DECIDED). A person who writes without marks is answered without.
"""

from __future__ import annotations

import re

from lantoa.kit import fold, text


def as_written(said: str, reply: str) -> str:
    """The reply with or without marks, as the person wrote."""
    return reply if fold.has_marks(said) else fold.without_marks(reply)


_WORD = re.compile(r"[^\W_]+")
_LONGEST_ASKING, _ENOUGH = 6, 200
_CODE = frozenset({"mã", "mả", "ma", "max", "ma4"})
"""*Mã* as it is typed: also with the other mark, without one, and by keys that no keyboard turned into a mark."""
_ASKS = frozenset({"xin", "gui", "cho", "lai", "lay", "cap", "nhan"})
_BESIDE = frozenset({
    "toi", "tui", "minh", "em", "con", "chau", "anh", "chi", "co", "chu", "bac", "cong", "an", "da", "vang", "oi",
    "a", "ah", "nhe", "nha", "nghe", "voi", "di", "giup", "gium", "dum", "lam", "on", "cam", "muon", "can", "mat",
    "roi", "so", "tin", "cua", "de", "xem", "doc", "tra", "loi", "moi", "khac", "nua", "mot",
})  # fmt: skip


def asks_for_receipt(said: str) -> bool:
    """Whether somebody writes only to get the number of the receipt (*xin mã*, *cho tôi xin mã ạ*).

    A few words, and each of them belongs to the asking: whoever tells something beside it is heard as telling.
    """
    words = [word.lower() for word in _WORD.findall(fold.nfc(said[:_ENOUGH]))]
    if words and fold.fold(words[0]) == "xinma":
        words[:1] = ["xin", "mã"]
    if not 0 < len(words) <= _LONGEST_ASKING:
        return False
    plain = ["ma" if word in _CODE else fold.fold(word) for word in words]
    at = next((at for at, word in enumerate(words) if word in _CODE), None)
    if at is None or any(word not in _ASKS and word not in _BESIDE for word in (*plain[:at], *plain[at + 1 :])):
        return False
    # without its own mark *ma* is also *má* (mother): then the asking must stand before it, or nothing else at all
    return words[at] == "mã" or plain in (["ma"], ["ma", "nhan", "tin"]) or any(word in _ASKS for word in plain[:at])


_RECEIPT = re.compile(r"\d{4}(?: \d{4}){3}")


def without_receipt(said: str) -> str:
    """The text as the staff's thread keeps it: a receipt's digits are nobody's but the reporter's."""
    return _RECEIPT.sub("•••• •••• •••• ••••", said)


_EMERGENCY = "Gọi 113. Không gọi được thì nhắn số nhà."
_HURT = "Gọi 113, cấp cứu 115. Không gọi được thì nhắn số nhà."
_FIRE = "Gọi 114 hoặc 113. Không gọi được thì nhắn số nhà."


_WOUNDS = (
    "bat tinh", "ngat xiu", "chay mau", "mau me", "ra mau", "bi thuong", "cap cuu", "cuu thuong", "tai nan", "kho tho",
    "khong tho", "ngung tho", "ngung tim", "dot quy", "co giat", "gay chan", "gay tay", "dien giat", "duoi nuoc",
    "uong thuoc sau", "uong thuoc ngu", "uong thuoc chuot", "nguy kich", "tong xe", "xe tong", "dung xe", "bong nang",
)  # fmt: skip


def emergency(category: str, told: str = "") -> str:
    """The number to call, and nothing else: the person may be hiding. Fire and gas name the fire brigade first, words
    of somebody hurt the ambulance beside the police."""
    if category in ("fire_hazard", "blocked_exit"):
        return _FIRE
    said = f" {' '.join(text.words(told))} "
    return _HURT if any(f" {wound} " in said for wound in _WOUNDS) else _EMERGENCY


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
SMS_RECEIVED = (
    "Dạ, công an đã nhận. Cán bộ xem chậm nhất {when}. Muốn đọc trả lời thì nhắn lại hai chữ XIN MÃ, sẽ có mã để xem "
    "tại {address}/tin/. Nhà mạng và người quản trị số này cũng đọc được tin nhắn; chuyện cần giữ kín xin báo tại "
    "{address}/bao-tin/."
)
"""The same for a short message. It carries no digits unasked, so the first one says how to ask for them."""
SMS_RECEIPT = (
    "Mã nhận tin: {digits}. Xem trả lời và nhắn thêm tại {address}/tin/ rồi xóa tin này. "
    "Mất mã thì nhắn XIN MÃ để có mã khác."
)
RECEIPTS_ENOUGH = "Hôm nay đã gửi đủ mã nhận tin. Mã nào đã nhận cũng dùng được. Cần mã mới thì mai nhắn lại XIN MÃ."
NEWS_BY_SMS = "Có tin mới, xem tại {address}/tin/ bằng mã nhận tin. Chưa có mã thì nhắn XIN MÃ."
