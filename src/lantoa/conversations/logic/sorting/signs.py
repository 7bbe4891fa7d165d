"""Signs that make another word weigh more or less: now, past, habit, question, joke, taken back.

Patterns run over ``Read.told``. Each list is part of the source on purpose: reviewed, not learnt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that finds whole words of any of these."""
    whole = (re.sub(r"(\.\{0,\d+\})", r"\\b\1\\b", pattern) for pattern in patterns)
    return re.compile(r"(?<= )(?:" + "|".join(whole) + r")(?= )")


NOW = any_of(
    "dang", "nay gio", "gio nay", "bay gio", "kia", "ne", "lien", "le", "le le", "gap", "khan cap", "ngay lap tuc",
    "toi ngay",
    "vua (?:bi|moi|xong|giat|thay)", "moi (?:bi|giat|vua|chay|day|xong|mat|cat|dam|nhay|te)", "moi day", "hoi nay",
    "chua (?:toi|thay|ai toi|di dau|tat|xuong duoc)",
    "con (?:ket|trong do|o trong|nam do|dung|cam|o day|dung do)", "keo (?:chet|khong kip)", "toi lien", "xuong lien",
    "len lien", "mau len", "nhanh len", "chung no",
    "khong (?:la|thi) chet",
)  # fmt: skip
PAST = any_of(
    "hom qua", "tuan (?:truoc|roi|qua)", "thang (?:truoc|roi|qua)", "nam (?:ngoai|truoc|roi)", "hoi nam", "hoi thang",
    "(?:bua|day) (?:truoc|hom|kia|qua)",
    "hom (?:bua|day|truoc|kia|no)", "hoi xua", "ngay truoc", "dot truoc", "lan truoc", "dem qua", "toi qua",
    "khuya qua", "hoi hom", "hom roi",
    "may (?:nam|thang) truoc", "cach day \\w+ (?:ngay|thang|nam|tuan)", "nam 20[0-9][0-9]", "truoc day", "hoi do",
    "hoi dau nam", "vu hom", "dip tet roi",
)  # fmt: skip
EARLIER = any_of(
    "sang nay",
    "hoi (?:sang|trua|chieu|toi|khuya|som)",
    "chieu nay",
    "trua nay",
    "hoi nay",
    "luc [0-9]+h?[0-9]*",
    "khi nay",
)
HABIT = any_of(
    "hoai", "thuong xuyen", "moi (?:ngay|dem|toi|tuan|sang|chieu)",
    "(?:dem|toi|ngay|tuan|sang|chieu|khuya|chu nhat|thu bay|lan) nao", "suot", "quanh nam",
    "may (?:thang|tuan|hom|bua|day|ngay|dem) nay", "lau nay", "ca (?:thang|tuan|nam) nay", "rieng",
    "(?:lien|inter) tuc", "cu (?:toi|dem|chieu)", "nhieu (?:lan|thang|nam)", "thang nay",
)  # fmt: skip
ASKS = any_of(
    "thu tuc", "giay to gi", "can giay", "can (?:mang|dem|nop|lam|mua)", "ho so", "bao hiem", "bien ban", "xin hoi",
    "cho (?:em |toi |con |minh |tui )?hoi", "muon hoi", "hoi (?:chut|xiu|de biet)",
    "quy dinh", "(?:co )?bi phat", "dang ky", "nop (?:don|phat|o dau)", "cap lai", "lam don", "mua o dau", "tap huan",
    "dien tap", "xin (?:giay|phep|xac nhan|mau|form|cap|dang)",
    "huong dan", "don xin", "mau don", "form don", "o dau cap", "lam (?:lai|giay|can cuoc|the)", "lay giay", "giay moi",
    "trieu tap", "co can", "can cuoc", "vneid", "tam tru", "thuong tru", "ho tro", "bao lau",
    "le phi", "loai nao", "pham luat", "dung luat", "co (?:duoc|phai|bi) .{0,40}(?:khong|ha)", "cong chung",
    "hoa giai roi", "boi thuong", "(?:lien|inter) he (?:ai|so nao)", "luu phong", "cach phong", "cai sao",
)  # fmt: skip
JOKE = re.compile(
    r"(?<= )(?:ha(?:ha)+|hi(?:hi)+|he(?:he)+|kaka\w*|hihi|dua (?:thoi|chut|do|ty|xiu)|gat (?:may|chu|anh|thoi)|"
    r"choc (?:thoi|vui|chut)|giau mat|noi choi|test thu)(?= )"
)
LAUGH = re.compile(r"=\)+|:\)\)|🤣|😂|:v\b|😜|😝")
BACK = any_of(
    "bao (?:nham|lon|lam)", "(?:tat|het|dap|dap tat|giai tan|im|ve|yen) roi", "khong sao", "khoi (?:xuong|can|toi|len)",
    "khong can nua", "ve nha roi", "tim (?:duoc|thay) roi",
    "hieu lam", "khong co gi", "chu khong phai (?:sung|chay|danh)", "on roi", "het chuyen",
    "xin loi (?:may|lam|vi da|nha|anh|da lam|cac|chu|em gui|gui)", "lam phien",
    "(?:bam|gui|goi|tin|em|minh) (?:nham|lon)", "bo qua", "bao dong gia", "khong phai (?:an )?trom", "khong sao het",
)  # fmt: skip
FEAR = any_of(
    "(?:so|worry|lo|ngai) (?:chay|no|boom|chap|se|bi|mai|sang|toi|co|rang|qua|xay|lo)", "nguy co",
    "lo (?:xay ra|chay|dung|trung|co)", "phong (?:chay|khi|ngua)", "neu (?:co|chay|xay)", "co the",
    "de (?:gay )?chay", "truoc khi", "binh chua chay", "chua chay cong cong", "phong chay", "chua cong an", "kheo",
    "de danh", "co ngay", "the nao cung",
)  # fmt: skip
THANKS = any_of(
    "cam on",
    "cam ta",
    "biet on",
    "ghi on",
    "tks",
    "thanks",
    "thank",
    "chuc (?:mung|cac|may|anh|chi|suc)",
    "hoan ho",
    "khen",
)
HEARSAY = any_of("tivi", "nghe noi", "xem phim", "tren mang noi", "bao dang", "tren bao", "doc bao", "tin don", "clip")


@lru_cache(maxsize=8)
def weigh(told: str, raw: str) -> Mapping[str, int]:
    """How many of each sign, at most three."""
    counts = {
        name: min(3, len(pattern.findall(told)))
        for name, pattern in (
            ("now", NOW), ("past", PAST), ("earlier", EARLIER), ("habit", HABIT), ("asks", ASKS), ("joke", JOKE),
            ("back", BACK),
            ("fear", FEAR), ("thanks", THANKS), ("hearsay", HEARSAY),
        )
    }  # fmt: skip
    counts["joke"] += min(2, len(LAUGH.findall(raw)))
    return MappingProxyType(counts)
