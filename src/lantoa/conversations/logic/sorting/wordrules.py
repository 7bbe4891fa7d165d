"""Sorting by word rules alone: what runs on every message, also with the model dead.

Emergency and complaint are floors, which the model may raise and never lower; the rest is a first guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lantoa.conversations.logic.sorting import complaint, danger, noise
from lantoa.conversations.logic.sorting.signs import JOKE, any_of, weigh
from lantoa.conversations.logic.sorting.words import Read, read

LONGEST = 4000
"""Signs of a text the rules look at: its beginning and its end."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What the word rules say. ``sure`` when kind and urgency are a floor, not only a guess."""

    kind: str
    category: str | None
    urgency: str
    words: tuple[str, ...] = ()
    sure: bool = False
    danger: float = 0.0
    blame: float = 0.0


_DEVICES = (
    (
        "device_camera",
        any_of(
            "camera",
            "cam (?:an ninh|giao thong)",
            "mat camera",
            "dau thu",
            "mat than",
            "may quay an ninh",
            "cam khu vuc",
        ),
    ),
    (
        "device_gate",
        any_of(
            "cong (?:rao|an ninh|tu dong|chan|hem|dien|dau|ap)",
            "barie",
            "rao chan",
            "cua sat dau hem",
            "mo to cong",
            "chia khoa cong",
        ),
    ),
    ("device_bell", any_of("chuong", "keng", "coi bao dong", "coi hu", "nut bam", "bao chay lien gia")),
    (
        "other",
        any_of(
            "den (?:duong|nang luong|an ninh|chieu sang)",
            "tu (?:diem )?chua chay",
            "diem chua chay",
            "binh chua chay cong cong",
            "loa (?:phat thanh|truyen thanh|phuong|an ninh|ap)",
            "bang (?:tin|tuyen truyen)",
            "tru nuoc",
            "bong den",
            "ma qr",
            "qr",
            "moc khoa",
            "bang so dien thoai",
            "thap sang",
            "anh sang an ninh",
            "bang thong bao",
            "tru nuoc chua chay",
            "duong day nong in",
        ),
    ),
)
_BROKEN = any_of(
    "hu(?: roi)?", "hong", "tat (?:ngom|den|roi|[0-9])", "gay", "ket",
    "khong (?:mo|dong|len|chay|keu|sang|hoat dong|quay|bam|an|ghi|ra|xai|ton tai|bao|nghe|khoa|ha|thay gi)", "dut",
    "quay (?:vo|len|di|chia|nguoc)", "ri set",
    "het (?:han|pin|ac quy|gas)", "mat (?:bua|voi|nap|kim|chia|o khoa|binh|song|hinh)", "long thong", "tuot",
    "cong queo", "trang xoa", "mo cam|mo tit|mo diu", "re", "bao loi", "chua ai (?:noi|sua|thay)", "sua giup",
    "chay bong", "roi mat", "rot mat", "vach do",
    "ngung giua chung", "(?:tu|self) hu", "(?:tu|self) keu|keu hoai|keu ret", "den thui", "den ngom", "gan lam canh",
    "khong co (?:chia|dien)", "cham dien", "gio (?:quat|giat)", "mat tin hieu", "im ru", "nghieng", "ro ri",
    "bi (?:do|long|rach|pha|dinh|nhen|cat|tong)", "xi het", "kim ve", "khong (?:lien|inter) lac", "rot (?:banh|xuong)",
    "keu (?:hoai|lien tuc|inter tuc|ret)", "loi (?:o cung|[0-9])", "nhap nhay", "bong", "chet may", "khong co hinh",
    "cat mat", "khoa cung", "bay colour het|bay mau het", "toi thui", "con xai", "lo xo", "mop", "chay may hom",
    "be (?:quay|gay|khoa)", "dan de",
)  # fmt: skip
_FEEDBACK = any_of(
    "gop y",
    "de xuat",
    "kien nghi",
    "nen (?:co|lam|dang|them|tra loi|in|to chuc|de|doi|phat|cho|tach|thong bao)",
    "mong (?:trang|dang|phuong|thay|mo|co)",
    "de nghi (?:gan|lam|them|mo)",
    "uoc gi",
    "[0-9] sao",
    "danh gia",
    "giu mong",
    "cho y kien",
    "y kien nho",
)
_TIP = any_of(
    "trom", "mat (?:trom|xe|cap|cho|ga|tien)", "cuop", "giat", "lua (?:dao|tien|cua|[0-9]+)", "bi lua", "ma tuy",
    "hut chich", "danh bac", "da ga", "so de", "ca do", "tai xiu", "sat phat", "mai dam", "kich dam",
    "danh (?:vo|con|nhau|dap)", "loa keo", "karaoke", "on ao", "hat ho", "dua xe", "boc dau", "net po",
    "lan chiem", "via he", "dau (?:bit|choan|chan|xe)", "tha rong", "xa (?:thai|nuoc|rac|bay|thang|ban)", "do rac",
    "dot rac", "hut cat", "bom cat", "kich dien", "xiec dien|xiec ca|chich dien", "cho vay", "vay nang lai",
    "doi (?:no|debt)", "tat son", "phao", "khong ro lai lich", "nguoi la", "kha nghi", "gia danh", "quay pha",
    "chui boi", "chan duong", "chay qua toc do", "khoa cua thoat hiem", "bit loi", "thoat hiem", "bao luc", "bao hanh",
)  # fmt: skip
_QUESTION = any_of(
    "sao (?:a|vay|ta|chu|anh)",
    "gi (?:a|vay|khong|ta|chu)?",
    "khong (?:a|vay|chu|anh|con|em|ta|ad)?",
    "o dau",
    "bao (?:nhieu|lau|gio)",
    "how (?:nhieu|lau|gio)",
    "may gio",
    "lam sao",
    "the nao",
    "ai",
    "nao",
    "can giay",
    "thu tuc",
    "xin hoi",
    "cho .{0,8}hoi",
    "hoi",
    "duoc khong",
    "co phai",
    "phai khong",
)


def device(told: str) -> str:
    """The category of a device that is said to be broken, or nothing."""
    if not _BROKEN.search(told):
        return ""
    return next((name for name, pattern in _DEVICES if pattern.search(told)), "")


def marks_of(read_: Read) -> dict[str, int]:
    """How many words of advice, of advertising, of abuse, of tips and of questions: signs for the learnt part."""
    found = {
        "advice": len(_FEEDBACK.findall(read_.told)),
        "advert": len({*noise.ADVERT.findall(read_.told), *noise.ADVERT.findall(" " + " ".join(read_.plain) + " ")}),
        "abuse": len(noise.ABUSE.findall(read_.told)),
        "wrong": len(_TIP.findall(read_.told)),
        "question": len(_QUESTION.findall(read_.told)),
        "broken": int(bool(device(read_.told))),
        "gibberish": int(noise.gibberish(read_)),
        "agent": int(bool(complaint.AGENT.search(read_.told))),
        "badly": int(bool(complaint.BADLY.search(read_.told))),
        "named": int(bool(complaint.NAMED.search(read_.told))),
    }
    return {name: min(3, n) for name, n in found.items() if n}


def shortened(text: str) -> str:
    """Long texts are judged by their beginning and end, so that no text costs more than a moment."""
    return text if len(text) <= LONGEST else text[: LONGEST // 2] + " \n " + text[-LONGEST // 2 :]


def rules_of(read_: Read) -> Floor:
    """As ``word_rules`` for a message that was read already."""
    points, category, words = danger.danger(read_)
    if points >= danger.THRESHOLD:
        # who is blamed counts all the same: it must not lie where the blamed person reads
        return Floor("emergency", category, "emergency", words, True, points, complaint.scolded(read_))
    blame, said = complaint.complaint(read_)
    if blame >= complaint.THRESHOLD and not noise.is_noise(read_):
        return Floor("complaint_about_police", None, "normal", said, True, points, blame)
    return replace(_guess(read_, read_.told), danger=points, blame=blame)


def _guess(read_: Read, told: str) -> Floor:
    if noise.is_noise(read_) or (JOKE.search(told) and len(read_.plain) < 15):
        return Floor("spam_or_abuse", None, "none")
    broken = device(told)
    if broken:
        return Floor("device_fault", broken, "normal", tuple(_BROKEN.findall(told)[:2]))
    sign = weigh(told, read_.raw)
    found = tuple(_TIP.findall(told))
    if found and not sign["asks"]:
        return Floor("tip", None, "today" if sign["now"] else "normal", found)
    if _FEEDBACK.search(told):
        return Floor("feedback", None, "none")
    if sign["thanks"] or (len(read_.plain) <= 2 and not _QUESTION.search(told)):
        return Floor("thanks_or_chat", None, "none")
    if sign["asks"] or _QUESTION.search(told):
        return Floor("admin_question", None, "none")
    return Floor("tip", None, "normal", found)


def word_rules(text: str) -> Floor:
    """What the word rules alone say of a message; no model, no files, no database. Never raises on text."""
    return rules_of(read(shortened(text)))


def urgent(text: str) -> bool:
    """Whether a message must be worked off before others: fast, for the door. Leans towards yes."""
    points, _, _ = danger.danger(read(shortened(text)))
    return points >= danger.THRESHOLD - 0.25
