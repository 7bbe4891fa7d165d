"""*Who must not see this?*: from what a person typed to the people and units it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.conversations.logic.misdeeds import blames_the_city
from lantoa.kit import fold, text

_NOBODY = frozenset({"khong", "khong co", "ko", "k", "khong co ai", "khong ai", "chua", "khong biet", "none", "no",
    "nobody"})  # fmt: skip
_APART = re.compile(r"[,;/&+\n]| và | với | hoặc | hay | and ", re.IGNORECASE)
_ROLES = (
    (("truong cong an", "pho cong an", "truong", "pho", "lanh dao", "chi huy", "sep", "thu truong"), "chief"),
    (("canh sat khu vuc", "cong an khu vuc", "cskv"), "beat"),
    (("truc ban", "nguoi truc"), "duty"),
    (("thanh tra",), "inspector"),
)
_CITY = ("thanh pho", "tp", "giam doc")
_FILLERS = frozenset(
    text.words(
        "anh chị chú cô ông bà bác cậu em thầy cán bộ đồng chí công an cảnh sát khu vực phường xã của ở tại là tên "
        "người "
        "trung úy tá thượng đại thiếu sĩ hạ viên chiến ban trực trưởng phó giám đốc thanh tra tp cskv lãnh đạo chỉ "
        "huy sếp"
    )
)


@dataclass(frozen=True, slots=True)
class Feared:
    """``unknown``: some words match nobody here, so the whole unit is meant; ``city``: the city's police are."""

    people: frozenset[int] = frozenset()
    unknown: bool = False
    city: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody along the line; ``own``: in the very unit the matter is about."""

    staff: int
    name: str
    role: str
    own: bool


def feared_in(typed: str, near: Sequence[Seat]) -> Feared:
    """Who is meant among the people of the units along the line."""
    plain = fold.fold(typed).strip(" .,!?")
    if not plain or plain in _NOBODY:
        return Feared()
    people: set[int] = set()
    unknown = city = False
    for words in filter(None, map(text.words, _APART.split(typed))):
        said = f" {' '.join(words)} "
        in_city = blames_the_city(said) or any(f" {word} " in said for word in _CITY)
        meant = _meant(words, said, near, own=not in_city)
        city |= in_city and not meant
        unknown |= not (meant or in_city)
        people |= meant
    return Feared(frozenset(people), unknown, city)


def _meant(words: Sequence[str], said: str, near: Sequence[Seat], *, own: bool) -> set[int]:
    """By whole name or given name; where only an office is said, whoever holds it in the own unit."""
    given = [word for word in words if word not in _FILLERS]
    named = {seat.staff for seat in near if _is_called(text.words(seat.name), given, said)}
    if named or given:
        return named
    offices = {role for titles, role in _ROLES if any(f" {title} " in said for title in titles)}
    if offices:
        return {seat.staff for seat in near if own and seat.own and seat.role in offices}
    return {seat.staff for seat in near if text.words(seat.name)[-1:] == list(words[-1:])}


def _is_called(name: Sequence[str], given: Sequence[str], said: str) -> bool:
    whole = len(name) > 1 and f" {' '.join(name)} " in said
    return whole or (bool(given) and name[-1:] == given[-1:])
