"""What the journal's verbs say to people."""

from __future__ import annotations

from lantoa.conversations.logic.verbs import VERBS

KEY_VERBS = frozenset(v for v in VERBS if v.startswith("tip.")) | {"thread.received"}
SEALED_VERBS = frozenset(v for v in VERBS if v.startswith(("opening.", "identity."))) | {
    "thread.plate_opened",
    "thread.phone_opened",
}
FOLLOWER_CLOSED = "Công an đã kiểm tra xong việc bà con báo. Cần biết thêm hoặc còn xảy ra, bà con nhắn ở đây."
FOLLOWER_HANDED_OVER = "Việc bà con báo đã chuyển cơ quan điều tra. Có gì thêm, bà con nhắn ở đây."
FOLLOWER_REFUSED = (
    "Công an đã xem việc bà con báo, và không kiểm tra tiếp: {why}. Thấy chưa đúng hoặc có gì thêm, bà con nhắn ở đây."
)
HIDDEN_VERBS = frozenset({"message.promised", "message.emptied"})


def said(verb: str) -> str:
    """A verb in words; one nobody named yet shows as it is."""
    return VERBS.get(verb, verb)
