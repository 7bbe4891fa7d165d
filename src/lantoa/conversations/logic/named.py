"""Which officers a text names, and whether it says something bad of them. Pure; leans towards *yes*:
a doubtful one goes to the unit above, which sends it down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lantoa.kit.fold import fold, has_marks, nfc

_WORD = re.compile(r"[^\W_]+")
_RANKS = ("ha si", "trung si", "thuong si", "thieu uy", "trung uy", "thuong uy", "dai uy", "thieu ta", "trung ta",
    "thuong ta", "dai ta")  # fmt: skip
_OFFICES = ("dong chi", "can bo", "chien si", "cskv", "canh sat khu vuc", "cong an khu vuc", "cong an vien",
    "dieu tra vien", "truc ban", "doi truong", "doi pho", "pho cong an", "truong cong an", "truong phong", "pho phong",
    "giam doc", "pho giam doc", "dc")  # fmt: skip
_POLICE = frozenset({"cong an", "can bo", "canh sat", "khu vuc", "dong chi", "csgt", "cskv", "ca phuong", "ca xa",
    "truc ban", *_RANKS})  # fmt: skip
_PERSON = frozenset({"anh", "chi", "chu", "co", "bac", "ong", "ba", "cau", "em", "thay", "thang", "tay", "ten"})
_GREETS = frozenset({"kinh gui", "gui", "kinh thua", "thua", "chao", "kinh chao"})
_NEAR = 6
_AFTER, _BEFORE = 14, 7
_HURTS = "danh (?:toi|tui|con|chau|em|vo|chong|ba|me|ma|cha|anh|chi|dan|nguoi|dap|no|hoc sinh)"
_MISDEEDS = re.compile(
    " (?:"
    # money
    r"nhan (?:tien|hoi lo|hoi|phong bi|cua|boi duong|qua)|hoi lo|bao ke|chung (?:chi|tien)|dut lot|lot tay|phong bi|"
    r"boi duong"
    r"|voi (?:vinh|tien)|doi (?:tien|[0-9]+)|(?:xin|lay|thu|an|lam|muon|vay) tien|an (?:chan|hoi lo|chia)|chia chac"
    r"|khong tra tien|tham (?:o|nhung)|tu loi|lam giau"
    # looking away
    r"|bao che|che chan|lam ngo|ngo lo|lo di|tiep tay|thong dong|cau ket|dung sau|chong lung|thien vi|benh vuc|ba con "
    r"voi"
    r"|khong (?:\w+ )?(?:giai quyet|xu ly|lap bien ban|nghe may|chiu toi|tiep dan|nhan don)|tha nguoi"
    # own vices
    r"|(?:danh|choi) (?:bac|bai|de)|ca do|ghi de|da ga|(?:choi|xai|hut|dung|ban) ma tuy|ma tuy|say (?:xin|ruou|bia)|"
    r"dang say|nhau"
    r"|(?:cap|choi|nuoi) (?:gai|bo)|bo nhi|ngoai tinh|gop von|hun von|an (?:trom|cap)|lua (?:dao|tien|gat)"
    # force and manner
    rf"|{_HURTS}|bop (?:co|tai)|tat (?:tai|vao|toi|tui|con|em)|dap (?:vao|toi|tui|con|em)|chui|mang (?:chui|nhiec)|"
    rf"quat|nat"
    r"|ham (?:doa|toi|tui|con|em)|doa|de doa|hach (?:dich|sach)|nhung nhieu|cua quyen|bat ep|ep (?:toi|tui|cung|ky|"
    r"con|em|nop)"
    r"|con tay|xuc pham|khinh|tho lo|vo le|vo trach nhiem|sam so|quay roi|hiep|dam o|ga gam|so soang|lam (?:quyen|dung)"
    r"|giu (?:xe|giay)|tich thu|gian lan|trai phep|vi pham|sai pham|dung ten"
    # telling who told
    r"|lo ten|noi ra|tiet lo|he lo|khai ra|mach leo|mec|to cao|khieu nai) "
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a text may mean."""

    staff: int
    name: str


@dataclass(frozen=True, slots=True)
class _Words:
    plain: tuple[str, ...]
    written: tuple[str, ...]
    marked: bool
    where: Mapping[str, list[int]]

    def same(self, at: int, part: str, plain: str) -> bool:
        """With marks a name must be written as it is; without marks, or with a capital, letters are enough."""
        if at < 0 or self.plain[at] != plain:
            return False
        word = self.written[at]
        return not self.marked or word.casefold() == part.casefold() or (word[0].isupper() and not has_marks(word))

    def before(self, at: int, many: int) -> str:
        """The words before, in order."""
        return " ".join(self.plain[max(0, at - many) : at])

    def around(self, at: int, before: int, after: int) -> str:
        """The words around, blanks at both ends."""
        return f" {' '.join(self.plain[max(0, at - before) : at + after])} "


def _words(text: str) -> _Words:
    written = tuple(_WORD.findall(nfc(text)))
    plain = tuple(fold(word) for word in written)
    where: dict[str, list[int]] = {}
    for at, word in enumerate(plain):
        where.setdefault(word, []).append(at)
    return _Words(plain, written, has_marks(text), where)


def named_in(text: str, people: Iterable[Person], *, whole: bool = False) -> dict[int, list[int]]:
    """Whom the text names, and at which words: by the whole name (``whole``: only so), or by the given name after
    an office or rank."""
    words = _words(text)
    found: dict[int, list[int]] = {}
    for person in people:
        places = _places(words, _WORD.findall(nfc(person.name)), only_whole=whole)
        if places:
            found.setdefault(person.staff, []).extend(places)
    return found


def _places(words: _Words, name: Sequence[str], *, only_whole: bool) -> list[int]:
    plain = [fold(part) for part in name]
    out = []
    for at in words.where.get(plain[-1], []) if plain else []:
        if not words.same(at, name[-1], plain[-1]) or words.plain[at + 1 : at + 2] == ("oi",):
            continue  # another word, or spoken to and not spoken of
        start = at - len(name) + 1
        whole = len(name) > 1 and all(words.same(start + i, name[i], plain[i]) for i in range(len(name)))
        two = len(name) > 2 and words.same(at - 1, name[-2], plain[-2]) and words.written[at - 1][0].isupper()
        if (whole or (not only_whole and (two or _titled(words, at)))) and not _greeted(words, start if whole else at):
            out.append(at)
    return out


def _titled(words: _Words, at: int) -> bool:
    before = f" {words.before(at, 4)}"
    if any(before.endswith(f" {title}") for title in (*_OFFICES, *_RANKS)):
        return True
    if before.endswith((" cong an", " canh sat")):
        return words.written[at][0].isupper() or not words.marked
    if at > 0 and words.plain[at - 1] in _PERSON:
        around = words.around(at, _NEAR, _NEAR)
        return any(f" {police} " in around for police in _POLICE)
    return False


def _greeted(words: _Words, at: int) -> bool:
    before = f" {words.before(at, 5)} "
    return any(before.startswith(f" {greeting} ") or f" {greeting} " in before[-18:] for greeting in _GREETS)


def blamed(text: str, found: dict[int, list[int]]) -> set[int]:
    """Those of the named of whom something bad is said close by."""
    words = _words(text)
    return {
        staff
        for staff, places in found.items()
        if any(_MISDEEDS.search(words.around(at, _BEFORE, _AFTER)) for at in places)
    }


def says_ill(text: str) -> bool:
    """Whether anything is said that would be blame if it were said of an officer: the cheap first look."""
    return _MISDEEDS.search(f" {' '.join(_words(text).plain)} ") is not None


def blames_somebody(text: str) -> bool:
    """Whether the text says something bad of an officer whose name the house does not know (*đồng chí Tèo ...*)."""
    words = _words(text)
    for at, word in enumerate(words.written):
        titled = any(f" {words.before(at, 3)}".endswith(f" {title}") for title in (*_RANKS, "dong chi", "can bo"))
        spoken_to = words.plain[at + 1 : at + 2] == ("oi",) or _greeted(words, at)
        if titled and word[0].isupper() and not spoken_to and _MISDEEDS.search(words.around(at, _BEFORE, _AFTER)):
            return True
    return False


_CITY = re.compile(
    r"\b(?:cong an (?:thanh pho|tp|tinh)|ca (?:tp|thanh pho)|(?:pho )?giam doc(?: cong an)?|(?:truong|pho) phong "
    r"(?:canh sat|csgt|cong an|an ninh|pc)|"
    r"phong (?:canh sat|csgt|pc ?[0-9]{2})|can bo (?:thanh pho|tp)|"
    r"canh sat (?:hinh su|giao thong|co dong|kinh te|ma tuy|moi truong)|cs(?:gt|hs|cd)|pc ?[0-9]{2}|thanh tra cong an|"
    r"truc ban (?:113|thanh pho|tp)|113 (?:thanh pho|tp))\b"
)


def blames_the_city(text: str) -> bool:
    """Whether the words speak of the city's own police: such a complaint does not lie with the city."""
    return bool(_CITY.search(" ".join(_words(text).plain)))
