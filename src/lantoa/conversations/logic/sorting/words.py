"""A message as the sorter reads it: folded words, chat spellings undone, marks kept where they matter.

Without marks *chay* is to burn or to run, *no* is he, debt or explosion. When a message is written with marks,
the harmless reading gets a name of its own in ``told``, so the word rules meet only the one they mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.kit.fold import fold, nfc

_WORD = re.compile(r"[^\W_]+")
CHAT = {
    "k": "khong", "ko": "khong", "kg": "khong", "hok": "khong", "hk": "khong", "kh": "khong", "khg": "khong",
    "hong": "khong",
    "dc": "duoc", "dk": "duoc", "j": "gi", "z": "vay", "v": "vay", "zay": "vay", "r": "roi", "ng": "nguoi",
    "bik": "biet",
    "trc": "truoc", "lm": "lam", "vs": "voi", "lun": "luon", "vk": "vo", "dg": "duong", "trg": "trong",
    "hs": "hoc sinh", "ntn": "nhu the nao", "nhiu": "nhieu", "bn": "bao nhieu", "h": "gio", "e": "em", "a": "anh",
    "c": "chi",
    "ngta": "nguoi ta", "cccd": "can cuoc", "cmnd": "chung minh", "csgt": "canh sat giao thong",
    "cskv": "canh sat khu vuc",
    "giut": "giat", "giựt": "giat", "phg": "phuong", "ktra": "kiem tra", "ck": "chuyen khoan", "tk": "tai khoan",
    "sdt": "so dien thoai", "dt": "dien thoai", "cf": "ca phe", "gium": "giup", "dum": "giup", "zo": "vo", "wa": "qua",
    "qa": "qua",
}  # fmt: skip
# Only in a message written with marks: the word as written -> what it is not to be taken for.
TOLD = {
    "chạy": "run", "chảy": "flow", "đám": "crowd", "dám": "dare", "đậm": "bold", "nó": "he", "no": "full", "nợ": "debt",
    "bắn": "shoot",
    "nọ": "other", "nổ": "boom", "sưng": "swell", "đạo": "way", "đảo": "island", "đào": "dig", "dạo": "lately",
    "cựu": "former",
    "cừu": "sheep", "kết": "end", "giặt": "laundry", "giát": "giat2", "là": "is", "lo": "worry", "lò": "oven",
    "mặt": "face", "mắt": "eye", "mật": "secret", "mát": "cool", "ngủ": "sleep", "danh": "name", "dành": "save",
    "đành": "must", "bán": "sell", "bạn": "friend", "bàn": "table", "bận": "busy", "bẩn": "dirty",
    "trời": "sky", "trôi": "drift", "chim": "bird", "xíu": "bit", "đuôi": "tail", "lát": "later", "sắp": "soon",
    "mau": "fast",
    "màu": "colour", "mẫu": "form", "hú": "howl", "tất": "allof", "gây": "cause", "dốt": "dull", "đột": "sudden",
    "cờ": "flag", "cỏ": "grass", "lộ": "lo", "lỗ": "hole",
    "bão": "storm", "bao": "how", "hỏi": "hoi", "hơi": "air", "hôi": "smell", "tử": "die", "tư": "four", "từ": "from",
    "tự": "self", "té": "fall", "tế": "real", "tê": "numb", "trộm": "trom", "trôm": "tree", "cước": "cuoc",
    "cuốc": "hoe", "cuộc": "round", "cược": "bet", "bom": "bom", "bơm": "pump", "búa": "bua", "bữa": "day",
    "bừa": "mess", "rựa": "rua",
    "rửa": "wash", "rùa": "turtle", "kiếm": "seek", "kiểm": "check", "gậy": "stick", "gấp": "gap", "gặp": "meet",
    "lẹ": "le", "lễ": "feast",
    "lề": "side", "liền": "lien", "liên": "inter", "nay": "nay", "này": "this", "nảy": "bounce", "nãy": "nay",
    "nè": "ne", "né": "dodge",
    "kìa": "kia", "kia": "that", "cứ": "keep", "thuốc": "thuoc", "thuộc": "belong", "ngã": "nga", "ngả": "lean",
    "đứt": "dut", "rớt": "rot",
    "ném": "throw", "lạc": "lac", "lắc": "shake", "lác": "reed", "giữ": "giu", "dữ": "fierce", "giờ": "gio",
    "gió": "wind", "giỗ": "rite",
}  # fmt: skip
_VOWELS = (
    ["a", "ai", "ao", "au", "ay", "e", "eo", "eu", "i", "ia", "ie", "ieu", "iu", "o", "oa", "oai", "oay", "oao", "oe",
        "oeo", "oi", "oo", "u", "ua", "uai", "uay", "ue", "ui", "uo", "uoi", "uou", "uu", "uy", "uya", "uye", "uyu",
        "y", "ye", "yeu"]
)  # fmt: skip
SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    rf"(?:{'|'.join(sorted(_VOWELS, key=len, reverse=True))})(?:c|ch|m|n|ng|nh|p|t)?"
)
"""A folded syllable of this language."""
# What must not be lost to a slip of a shaking thumb. A slip is mended only when it made no syllable.
_GRAVE = [
    "chay",
    "lua",
    "khoi",
    "gas",
    "chem",
    "danh",
    "dam",
    "dao",
    "giet",
    "cuop",
    "giat",
    "trom",
    "cuu",
    "chim",
    "nhay",
    "sung",
    "bom",
    "mau",
    "ket",
    "cua",
    "nguoi",
    "dang",
    "duoi",
    "ruot",
    "dap",
    "khong",
    "tho",
    "tinh",
    "nam",
    "song",
    "cau",
    "dut",
    "dien",
    "roi",
    "chet",
    "doi",
    "tim",
    "lac",
    "bat",
    "coc",
    "keo",
    "xang",
    "phong",
    "gap",
    "lien",
    "nhanh",
    "cap",
    "gan",
    "lau",
    "tang",
    "nha",
    "trong",
    "ngat",
    "tu",
    "bop",
    "nhot",
    "troi",
]


def _slips() -> dict[str, str]:
    """Each word with two letters swapped, one doubled, one struck beside: when that is no syllable."""
    out: dict[str, str] = {}
    for word in _GRAVE:
        for at in range(len(word)):
            made = {
                word[:at] + word[at] * 2 + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            }
            if len(word) > 3:
                made.add(word[:at] + word[at + 1 :])
            for slip in made:
                if len(slip) > 2 and slip != word and not SYLLABLE.fullmatch(slip) and slip not in CHAT:
                    out.setdefault(slip, word)
    return out


_SLIPS = _slips()
_LONG = re.compile(r"([aeiouy])\1{2,}")
_MARKED = re.compile(r"[à-ỹđ]")


@dataclass(frozen=True, slots=True)
class Read:
    """``plain``: folded words with chat spellings undone; ``told``: as the word rules read them, blanks around."""

    plain: tuple[str, ...]
    told: str
    marked: bool
    raw: str


def _is_chat(word: str, bare: str) -> bool:
    """Whether a word is a chat spelling: written plainly, or one of the few with marks; *hồng* and *hỏng* are words."""
    if bare not in CHAT or (bare == "hong" and word in ("hồng", "hỏng", "hống", "họng", "hòng")):
        return False
    return word.isascii() or word in ("đc", "đk", "đt", "sđt", "đg") or bare in ("hong", "gium", "dum", "giut")


def read(text: str) -> Read:
    """Read a message."""
    composed = nfc(text)
    small = composed.lower()
    written = _WORD.findall(small)
    with_marks = sum(1 for w in written if _MARKED.search(w))
    marked = with_marks * 4 >= len(written) and with_marks >= 2
    plain: list[str] = []
    told: list[str] = []
    for word in written:
        bare = _LONG.sub(r"\1", word if word.isascii() else fold(word))
        slip = _SLIPS.get(bare)
        if slip:
            word, bare = slip, slip
        if _is_chat(word, bare):
            bare = CHAT[bare]
        plain += bare.split()
        told.append(TOLD.get(word, bare) if marked else bare)
    return Read(tuple(plain), f" {' '.join(told)} ", marked, small)
