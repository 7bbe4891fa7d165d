"""Which officers a text names, and whether it speaks of them or to them. Pure; leans towards *of*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lantoa.conversations.logic.misdeeds import MISDEEDS
from lantoa.conversations.logic.wording import WORD, Wording, worded
from lantoa.kit.fold import fold, nfc

_RANKS = ("ha si", "trung si", "thuong si", "thieu uy", "trung uy", "thuong uy", "dai uy", "thieu ta",
    "trung ta", "thuong ta", "dai ta")  # fmt: skip
_OFFICES = ("dong chi", "can bo", "chien si", "cskv", "canh sat khu vuc", "cong an khu vuc", "cong an vien",
    "dieu tra vien", "truc ban", "doi truong", "doi pho", "pho cong an", "truong cong an", "truong phong",
    "pho phong", "giam doc", "pho giam doc", "thanh tra", "csgt")  # fmt: skip
_SHORT = ("dc", "d c", "d chi", "cb", "th u", "tr u", "d u", "th t", "tr t", "d t", "th ta", "tr ta", "d ta",
    "th uy", "tr uy", "d uy")  # fmt: skip
_TITLES = (*_OFFICES, *_RANKS, *_SHORT)
_POLICE = frozenset({"cong an", "can bo", "canh sat", "khu vuc", "dong chi", "csgt", "cskv", "ca phuong",
    "ca xa", "truc ban", "lam o phuong", "tren phuong", "ben phuong", *_RANKS})  # fmt: skip
_PERSON = frozenset({"anh", "chi", "chu", "co", "bac", "ong", "ba", "cau", "em", "thay", "thang", "tay", "ten"})
_COMMON = _PERSON | {"an", "nhan", "do", "cho", "la", "to", "thu", "lam", "hay", "dang", "den", "tra", "day",
    "bo", "di"}  # fmt: skip
"""Given names that are everyday words when written small and without marks."""
_ADDRESSES = tuple(
    tuple(words.split())
    for words in ("gửi", "thưa", "chào", "kính", "mong", "nhờ", "xin", "đề nghị", "báo", "báo cáo", "trình",
                  "trình bày", "hỏi", "hỏi thăm", "cảm ơn", "cám ơn", "biết ơn", "nói", "kể",
    "nhắn", "liên hệ", "phản ánh",
                  "gọi", "khen", "chúc")
)  # fmt: skip
_LINKS = frozenset({"cho", "them", "hinh", "clip", "toi", "den", "voi", "len", "va", "cung", "cac", "quy",
    "don", "lanh", "dao", "phuong", "xa", "thanh", "pho", "tp", "bo", "tra", "truong", "ban", "nguoi"})  # fmt: skip
_BETWEEN = _LINKS | _PERSON | {word for title in (*_TITLES, "cong an", "canh sat") for word in title.split()}
_LOOK_BACK = 24
_NEAR, _AFTER, _BEFORE = 6, 14, 7
_IDLE = frozenset({"da", "cu", "lai", "hay", "dang", "luon", "thuong", "phuong", "xa", "thanh", "pho", "khu",
    "vuc", "cskv", "cong", "an", "canh", "sat"})  # fmt: skip
_GIVEN_MONEY = re.compile(r"^(?:\w+ ){0,2}(?:[0-9]+ (?:trieu|cu|chai|nghin|ngan|k|tram)|tien|phong bi) ")
_BUT = re.compile(
    r"^(?:\w+ ){0,5}?(?:ma|nhung|thi|roi|lai) (?!no |chung |ho |may |bon |hang |hom |con )((?:\w+ ){0,9})"
)
_STANDS_FOR = re.compile(r"^(?:ong|anh|ba|chi|dong chi|chu|co) (?:ay|ta|nay|do) ")
_ASKED = re.compile(
    r"^(?:\w+ ){0,4}(?:giup|gium|ho|dum|xem xet) "
    r"(?:voi |nhe |nha |a |toi |tui |em |con |ba con |dan |chung |gia dinh |$)"
)
_HELPED = re.compile(
    r"^(?:\w+ )?(?:hua|dan (?:toi|tui|em|con|chau|ba con)|huong dan|khuyen|gioi thieu|tan tinh|nhiet tinh) "
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a text may mean."""

    staff: int
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a name, first and last; ``to``: the person is only greeted, asked, thanked or told there."""

    first: int
    last: int
    to: bool = False


Found = dict[int, list[Mention]]


def named_in(text: str, people: Iterable[Person], *, whole: bool = False) -> Found:
    """Whom the text names, and where: by the whole name (``whole``: only so), or by the given name with an office or
    rank beside it."""
    words = worded(text)
    police = any(f" {one} " in f" {' '.join(words.plain)} " for one in _POLICE)
    held = {person.staff: list(_mentions(words, WORD.findall(nfc(person.name)), whole, police)) for person in people}
    names = {at for spans in held.values() for first, last in spans for at in range(first, last + 1)}
    return {
        staff: [Mention(first, last, _spoken_to(words, first, last, names)) for first, last in spans]
        for staff, spans in held.items()
        if spans
    }


def speaks_of_police(text: str) -> bool:
    """Whether the text holds an office, a rank or a word for the police: the cheap first look."""
    said = f" {' '.join(worded(text).plain)} "
    return any(f" {one} " in said for one in (*_POLICE, *_TITLES))


def spoken_of(found: Found) -> set[int]:
    """Those of the named who are not merely greeted, asked, thanked or told."""
    return {staff for staff, mentions in found.items() if not all(one.to for one in mentions)}


def _mentions(words: Wording, name: Sequence[str], whole: bool, police: bool) -> Iterator[tuple[int, int]]:
    for at in words.where.get(fold(name[-1]), []) if name else []:
        span = _whole(words, at, name)
        if span is not None:
            yield span
        elif not whole and words.same(at, name[-1]) and _by_given_name(words, at, name, police):
            yield at, at


def _whole(words: Wording, at: int, name: Sequence[str]) -> tuple[int, int] | None:
    """The whole name in its order, turned round (*Ốt Nguyễn Văn*), or with initials (*N.V.Ốt*)."""
    many = len(name)
    if many < 2:
        return None
    start = at - many + 1
    if all(words.alike(start + i, part) for i, part in enumerate(name)):
        return start, at
    if words.capital(at) and all(words.alike(at + i, part) for i, part in enumerate([name[-1], *name[:-1]])):
        return at, at + many - 1
    initials = [fold(part)[:1] for part in name[:-1]]
    if start >= 0 and list(words.plain[start:at]) == initials and words.same(at, name[-1]):
        return start, at
    return None


def _by_given_name(words: Wording, at: int, name: Sequence[str], police: bool) -> bool:
    if words.plain[at] in _COMMON and not words.capital(at):
        return False
    two = len(name) > 2 and words.same(at - 1, name[-2]) and words.capital(at - 1)
    first = at - 1 if two else at
    if _titled(words, first, police):
        return True
    follows = words.after(at, 4)
    if words.capital(at) and any(follows.startswith(f"{one} ") for one in _POLICE):
        return not words.capital(first - 1) or first == 0 or words.sentence[first - 1] != words.sentence[first]
    return two and not words.capital(first - 1)


def _titled(words: Wording, at: int, police: bool) -> bool:
    before = words.before(at, 4)
    if any(before.endswith(f" {title}") for title in _TITLES):
        return True
    if before.endswith((" cong an", " canh sat", " ca")):
        return words.capital(at) or not words.marked
    if police and before.endswith((" ten", " ten la")):
        return True
    if at > 0 and words.plain[at - 1] in _PERSON:
        around = words.around(at, _NEAR, _NEAR)
        return any(f" {one} " in around for one in _POLICE)
    return False


def _spoken_to(words: Wording, first: int, last: int, names: set[int]) -> bool:
    """Greeted, asked, thanked or told, and nothing bad is said of that person in the same breath."""
    if words.plain[last + 1 : last + 2] == ("oi",):
        return True
    rest = words.after(last, 20)
    told = _told(words, first, names)
    ill = MISDEEDS.search(f" {rest}") is not None
    return (told and not _turns(words, last, rest)) or (not ill and bool(_ASKED.match(rest) or _HELPED.match(rest)))


def _told(words: Wording, first: int, names: set[int]) -> bool:
    """Whether a word of greeting, asking, thanking or telling leads to the name, over titles and other names only."""
    for at in range(first - 1, max(-1, first - _LOOK_BACK), -1):
        if words.sentence[at] != words.sentence[first]:
            return False
        if any(_ends_with(words, at, phrase) for phrase in _ADDRESSES):
            return True
        if at not in names and words.plain[at] not in _BETWEEN and not words.capital(at):
            return False
    return False


def _ends_with(words: Wording, at: int, phrase: tuple[str, ...]) -> bool:
    start = at - len(phrase) + 1
    return start >= 0 and all(
        words.plain[start + i] == fold(part)
        and (not words.marked or words.written[start + i].casefold() in (part, fold(part)))
        for i, part in enumerate(phrase)
    )


def _turns(words: Wording, last: int, rest: str) -> bool:
    """*Told officer X, but X ...*: the telling goes on to say something bad of that person."""
    said = rest.split(" ")
    while said and said[0] in _IDLE:
        said = said[1:]
    direct = MISDEEDS.match(f" {' '.join(said)}")
    but = _BUT.match(rest)
    following = words.next_sentence(last)
    return bool(
        direct
        or _GIVEN_MONEY.match(rest)
        or (but and MISDEEDS.search(f" {but.group(1)}"))
        or (_STANDS_FOR.match(following) and MISDEEDS.search(f" {following}"))
    )


def blamed(text: str, found: Found) -> set[int]:
    """Those of whom the text speaks and says something bad close by."""
    words = worded(text)
    return {
        staff
        for staff, mentions in found.items()
        if any(not one.to and MISDEEDS.search(words.around(one.last, _BEFORE, _AFTER)) for one in mentions)
    }


def blames_somebody(text: str) -> bool:
    """Whether the text says something bad of an officer whose name the house does not know (*đồng chí Tèo ...*)."""
    words = worded(text)
    for at in range(len(words.written)):
        before = words.before(at, 3)
        titled = any(before.endswith(f" {title}") for title in (*_RANKS, *_SHORT, "dong chi", "can bo"))
        if (
            titled
            and words.capital(at)
            and MISDEEDS.search(words.around(at, _BEFORE, _AFTER))
            and not _spoken_to(words, at, at, set())
        ):
            return True
    return False
