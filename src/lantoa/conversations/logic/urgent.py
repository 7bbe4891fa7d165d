"""What a category is called while it happens: in an emergency nobody reads of a danger that may come."""

from __future__ import annotations

import re

from lantoa.kit.fold import fold

_NOW = {
    "theft": "đang có trộm",
    "robbery": "đang có cướp",
    "fraud_online": "đang bị lừa lấy tiền",
    "assault": "đang đánh người",
    "disorder": "đang gây rối",
    "black_credit": "đang bị đòi nợ, đe dọa",
    "weapons_fireworks": "có vũ khí, chất nổ",
    "drugs": "có người dùng ma túy",
    "domestic_violence": "đang đánh người trong nhà",
    "child_abuse": "trẻ em đang bị hại",
    "traffic_racing": "đang đua xe",
    "waterway": "có người gặp nạn trên sông",
    "fire_hazard": "cháy, nổ",
    "blocked_exit": "có người kẹt, không ra được",
    "residence_stranger": "có người lạ đáng ngờ",
    "other": "cần người tới ngay",
}
_BURNS = re.compile(r"\b(?:chay|lua|khoi)\b")


def now_words(category: str, told: str = "") -> str:
    """What is happening, in small letters; empty where the category says nothing of it.

    ``told`` is what was said: only words of fire say that it burns (a smell of gas does not burn yet).
    """
    if category == "fire_hazard" and _BURNS.search(fold(told)):
        return "đang cháy"
    return _NOW.get(category, "")
