"""Numbers of identity papers in free text: 12 digits (căn cước), 9 digits (the old chứng minh).

The house has no need for them and they tell origin, sex and age: they are masked on arrival.
Amounts, bank accounts, order numbers, phones and plates look alike; the words before them tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.kit.fold import flat, nfc

MASK = "[số đã che]"
_SEP = r"[ \t\xa0.\-–]{0,2}"
_TWELVE = re.compile(rf"(?<![0-9+])[0-9](?:{_SEP}[0-9]){{11}}(?![0-9])")
_NINE = re.compile(rf"(?<![0-9+)])[0-9](?:{_SEP}[0-9]){{8}}(?![0-9])")
_PHONE_AND_MORE = re.compile(rf"0{_SEP}[35789](?:{_SEP}[0-9]){{8}}[ \t\xa0.\-–]")
_PAPER = re.compile(
    r"c[mc]{1,2}nd|cmt|cccd|chung minh|can cuoc|dinh danh|\bcc\b|so giay to|giay to (?:so|cu)|ho chieu cu|\bcic\b"
)
_ACCOUNT = re.compile(
    r"\bs?tk\b|tai khoan|so the|chuyen khoan|\b(?:vcb|mb|bidv|acb|tcb|vpbank|vietinbank|sacombank|agribank|mbbank|"
    r"techcombank|vietcombank|momo|vi dien tu|ngan hang)\b"
)
_OTHER = re.compile(
    r"ma (?:don|van don|ho so|giao dich|so thue|khach hang|vach|bao mat|tra cuu|bien nhan|otp)|van don|don hang|bien "
    r"nhan|bien lai|hop dong|"
    r"\bmst\b|\bimei\b|so khung|so may|serial|so hoa don|ma so|so to khai|so phieu|bao hiem|\bbhyt\b|\bbhxh\b|so ho "
    r"so|ma dinh"
)
_PHONE = re.compile(r"\bs?dt\b|dien thoai|\balo\b|\bgoi\b|hotline|\bphone\b|\bzalo\b|lien he|lien lac")
_MONEY_AFTER = re.compile(r"[ ]?(?:d\b|dong|vnd|vnđ|₫|k\b|trieu|ty\b|ti\b|usd|m2|met)")
_MONEY_BEFORE = re.compile(
    r"(?:so tien|gia|tong|chuyen|lua|mat|vay|no|coc|phi|phat|tra|nop|dong)(?: [a-z]{1,6}){0,2} ?[:=]?$"
)
_REACH = 45


@dataclass(frozen=True, slots=True)
class Found:
    """An ID number at ``text[start:end]`` of the NFC text, digits only."""

    number: str
    start: int
    end: int


def _last(pattern: re.Pattern[str], before: str) -> int:
    last = -1
    for match in pattern.finditer(before):
        last = match.end()
    return last


def _nearest(plain: str, start: int) -> str:
    """Which kind of word stands nearest before a number: paper, account, other, phone or none."""
    before = plain[max(0, start - _REACH) : start]
    ends = {
        "paper": _last(_PAPER, before),
        "account": _last(_ACCOUNT, before),
        "other": _last(_OTHER, before),
        "phone": _last(_PHONE, before),
    }
    kind = max(ends, key=lambda k: ends[k])
    return kind if ends[kind] >= 0 else "none"


def is_account(plain: str, start: int) -> bool:
    """Whether the words before a number in flat text call it a bank account or the number of an order or paper."""
    before = plain[max(0, start - 22) : start]
    account = max(_last(_ACCOUNT, before), _last(_OTHER, before))
    return account > max(_last(_PHONE, before), -1) and not re.search(r"[,;.\n]", before[account:])


def _is_id(match: re.Match[str], plain: str) -> bool:
    raw, start, end = match.group(), match.start(), match.end()
    kind = _nearest(plain, start)
    digits = re.sub(r"[^0-9]", "", raw)
    if kind in ("account", "other"):
        return False
    if len(digits) == 12:
        if _PHONE_AND_MORE.match(raw):
            return False  # "0900 000 145 22": a phone number and a figure
        return kind == "paper" or digits[0] == "0"
    if _MONEY_AFTER.match(plain[end : end + 8]):
        return False
    if kind == "paper":
        return not re.search(r"\d[.]\d{3}[.]\d{3}$", raw) or not _MONEY_BEFORE.search(plain[:start][-30:])
    bare = raw == digits
    return bare and kind == "none" and not _MONEY_BEFORE.search(plain[max(0, start - 30) : start])


def find(text: str) -> list[Found]:
    """Every ID number in the text, by place, each number once per place."""
    plain = flat(nfc(text))
    found: list[Found] = []
    for pattern in (_TWELVE, _NINE):
        for match in pattern.finditer(plain):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            if _is_id(match, plain):
                found.append(Found(re.sub(r"[^0-9]", "", match.group()), match.start(), match.end()))
    return sorted(found, key=lambda f: f.start)


def masked(text: str) -> str:
    """The text (NFC) with every ID number replaced by ``MASK``; everything else stays as written."""
    composed = nfc(text)
    out, at = [], 0
    for f in find(composed):
        out += [composed[at : f.start], MASK]
        at = f.end
    return "".join(out) + composed[at:]
