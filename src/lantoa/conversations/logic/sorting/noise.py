"""Messages without a matter: code, orders to machines, advertising, insults, keys hit at random, pranks."""

from __future__ import annotations

import re

from lantoa.conversations.logic.sorting.signs import JOKE, any_of
from lantoa.conversations.logic.sorting.words import SYLLABLE, Read

_SPAM = re.compile(
    r"<script|<img|<svg|onerror=|onload=|\{\{.*\}\}|drop table|union select|' or '1'='1|"
    r"bo qua (?:moi|tat ca|cac) (?:huong dan|chi dan|lenh)|ignore (?:all |previous |the )|/etc/passwd|admin'--|"
    r"\bselect .* from |delete from |javascript:|developer mode|quen (?:moi |tat ca )?cac (?:chi dan|huong dan|lenh)|"
    r"drop database|(?:nhan thuong|dang nhap|xac minh|kich hoat|tai ngay|bam vao day).{0,60}(?:http|\.example|\.apk)|"
    r"tai .{0,40}\.apk\b"
)
_SCARE = any_of("cuu", "giet", "chay", "cuop", "chem", "bom", "sung", "bat", "danh", "trom", "chet", "dam", "tu tu")
_PERSON = any_of("toi", "tui", "cong an", "lua", "khong a", "bi")
ABUSE = any_of(
    "dm",
    "dit me",
    "du ma",
    "dcm",
    "vcl",
    "do (?:cho|ngu|an hai)",
    "lu (?:tui bay|vo dung|cho|ngu)",
    "bien (?:het )?di",
    "oc cho",
    "cut",
    "con cac",
    "me tui bay",
    "may con cho",
)
ADVERT = any_of(
    "vay tien nhanh",
    "giai ngan",
    "lai suat",
    "duyet (?:ho so|[0-9]+ phut)",
    "khong can the chap",
    "khuyen mai",
    "giam gia",
    "trung thuong",
    "tang (?:ngay|[0-9]+k)",
    "(?:kiem|seek) tien online",
    "viec nhe luong cao",
    "ib zalo",
    "inbox",
    "ship (?:tan noi|toan quoc|cod)",
    "sim so dep",
    "dat hang",
    "(?:lien|inter) he",
    "nhan lam bang",
    "cam ket (?:hieu qua|lai)",
    "uu dai",
    "hoa hong",
    "kiem [0-9]+",
    "tang [0-9]+k",
    "(?:ban|sell) (?:lo dat|sim|dat)",
    "giam can",
    "lh zalo|lien he zalo|zalo",
    "tuyen (?:ctv|cong tac vien|nhan vien)",
    "luong [0-9]+",
    "khong can coc",
    "casino",
    "nap (?:dau|tien)",
    "tra gop",
    "no xau",
    "goi ngay",
    "nhan qua|nhan thuong",
    "gia re",
    "chinh hang",
    "giao kin",
    "24 24",
    "tham dinh",
    "nhay cam",
    "cuop trai tim",
    "uy tin so 1",
    "dat ngay",
    "can coc",
    "vay nong|vay online",
    "so luong co han",
)


def gibberish(read_: Read) -> bool:
    """Keys hit at random: few words, none of them a syllable of this language."""
    return (
        0 < len(read_.plain) <= 3
        and read_.raw.isascii()
        and not any(SYLLABLE.fullmatch(w) or w.isdecimal() or len(w) == 1 for w in read_.plain)
    )


def is_noise(read_: Read) -> bool:
    """Code, orders to machines, advertising, insults without content, keys hit at random."""
    if gibberish(read_) or (JOKE.search(read_.told) and len(read_.plain) < 30 and _SCARE.search(read_.told)):
        return True
    plain = " ".join(read_.plain)
    raw_plain = " " + plain + " "
    return bool(
        _SPAM.search(read_.raw)
        or _SPAM.search(plain)
        or (
            len({*ADVERT.findall(read_.told), *ADVERT.findall(raw_plain)}) >= 3
            and not _PERSON.search(read_.told)
            and "?" not in read_.raw
        )
        or (ABUSE.search(read_.told) and len(read_.plain) <= 12)
    )
