"""What a list row and a thread page show: words for columns, opened text, closed numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.accounts.queries import officers
from lantoa.conversations.logic import leak, marks
from lantoa.conversations.logic.cards import NOTHING_DUE, as_title
from lantoa.conversations.logic.urgent import now_words
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Category, Channel, Chip, Kind, Mode, Urgency
from lantoa.duties.logic import Taken
from lantoa.duties.queries import taken as accepted
from lantoa.kit import clock, paging
from lantoa.places.models import Desk, Unit

ICONS = {
    Kind.TIP: "list",
    Kind.EMERGENCY: "bell",
    Kind.COMPLAINT: "users",
    Kind.DEVICE_FAULT: "tool",
    Kind.QUESTION: "ask",
    Kind.FEEDBACK: "up",
    Kind.CHAT: "chat",
    Kind.SPAM: "x",
}
CATEGORY_ICONS = {
    "theft": "moto",
    "robbery": "moto",
    "fraud_online": "bank",
    "noise": "noise",
    "black_credit": "bank",
    "assault": "hand",
    "disorder": "hand",
    "domestic_violence": "hand",
    "child_abuse": "hand",
    "weapons_fireworks": "warn",
    "drugs": "warn",
    "gambling": "dice",
    "stray_animals": "leaf",
    "waste": "leaf",
    "environment_dumping": "leaf",
    "sand_mining": "leaf",
    "electric_fishing": "leaf",
    "fire_hazard": "flame",
    "blocked_exit": "flame",
    "residence_stranger": "user",
    "device_camera": "camera",
    "device_gate": "gate",
    "device_bell": "bell",
    "traffic_racing": "moto",
    "illegal_parking": "moto",
}
_CHIPS: dict[str, tuple[str, str]] = {
    Chip.RECEIVED: ("line", "inbox"),
    Chip.ACKNOWLEDGED: ("go", "eye"),
    Chip.CHECKING: ("go", "eye"),
    Chip.ANSWERED: ("", "check"),
    Chip.CLOSED: ("", "check-c"),
    Chip.HANDED_OVER: ("", "hand-over"),
    Chip.MERGED: ("", "merge"),
    Chip.REFUSED: ("", "minus-c"),
    Chip.WITHDRAWN: ("", "undo"),
    Chip.WHERE: ("", "pin"),
    Chip.UNSURE: ("guess", "bulb"),
}


WORDLESS = "Tin không có chữ"


@dataclass(frozen=True, slots=True)
class Sign:
    """A chip: class, icon and words; a guess is what the machine says and nobody confirmed."""

    look: str
    icon: str
    words: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. ``excerpt`` is empty where the title already is the person's own words;
    ``due`` says how near the hour is (``late``, ``soon`` or empty)."""

    thread: Thread
    title: str
    excerpt: str
    icon: str
    signs: list[Sign]
    facts: str
    pressing: bool
    shows_due: bool
    due: str


def kind_words(thread: Thread, told: str = "") -> str:
    """What it is about: the category where there is one, else the kind; in an emergency what happens."""
    now = now_words(thread.category, told) if thread.kind == Kind.EMERGENCY else ""
    if now:
        return now[:1].upper() + now[1:]
    return str(Category(thread.category).label if thread.category else Kind(thread.kind).label)


def guessed(thread: Thread) -> bool:
    """Whether nobody of the staff has said yet what this is."""
    return thread.decided_by_id is None and thread.channel != Channel.DESK


def icon_of(thread: Thread) -> str:
    """One kind, one icon; an emergency is always the bell. What is only guessed does not draw its category."""
    if thread.kind == Kind.EMERGENCY:
        return "bell"
    category = "" if guessed(thread) else thread.category
    return CATEGORY_ICONS.get(category) or ICONS[Kind(thread.kind)]


def about_of(thread: Thread, told: str = "") -> Sign:
    """What it is about. Solid: a person decided; dashed: the machine suggests."""
    if guessed(thread):
        return Sign("guess", "bulb", kind_words(thread, told), True)
    return Sign("", icon_of(thread), kind_words(thread, told))


def signs_of(thread: Thread, taken: Taken | None = None, told: str = "") -> list[Sign]:
    """The chips: where it stands, unless it is new, then what it is about. ``taken``: somebody accepted its ring."""
    about = about_of(thread, told)
    fresh = thread.chip in (Chip.NEW, Chip.RECEIVED, Chip.WHERE)
    if taken is not None and (fresh or thread.chip == Chip.ACKNOWLEDGED):
        return [Sign("go", "check-c", f"Đã có người nhận lúc {taken.when}"), about]
    if thread.kind == Kind.EMERGENCY and fresh:
        return [Sign("fill", "phone", "Khẩn, xem ngay"), *([about] if thread.category else [])]
    if thread.chip in (Chip.NEW, Chip.UNSURE):
        return [about]
    look, icon = _CHIPS.get(thread.chip, ("", "info"))
    return [Sign(look, icon, str(Chip(thread.chip).label)), about]


def title_of(card: sealed.Card) -> str:
    """The title an officer wrote, else the person's own first words: nothing that a machine guessed."""
    if card.title:
        return card.title
    return f"“{marks.covered(card.excerpt)}”" if card.excerpt else WORDLESS


def alarm_of(card: sealed.Card) -> str:
    """What a bell says: what happens and where, in words; the person's own stand below it."""
    if card.title:
        return card.title
    thread = card.thread
    place = card.place or (thread.area.name if thread.area else "")
    what = f"Khẩn: {kind_words(thread, card.excerpt).lower()}" if thread.category else "Khẩn"
    return f"{what}, {marks.covered(place)}" if place else what


def taken_among(threads: Iterable[Thread]) -> dict[int, Taken]:
    """Whose ring was accepted, of the emergencies among these."""
    return accepted(thread.n for thread in threads if thread.kind == Kind.EMERGENCY)


def facts_of(thread: Thread, taken: Taken | None = None) -> str:
    """Channel, promise, area: what stands small below a row."""
    parts = [str(Channel(thread.channel).label)]
    if thread.mode == Mode.ANONYMOUS or thread.channel == Channel.WEB:
        parts.append(str(Mode(thread.mode).label))
    if thread.area is not None:
        parts.append(thread.area.name)
    elif thread.desk.kind == "duty":
        parts.append("Chưa rõ nơi")
    if thread.owner is not None or taken is not None:
        parts.append(str(thread.owner) if thread.owner is not None else taken.name if taken else "")
    if thread.waiting:
        parts.append("Chờ người báo")
    return " · ".join(parts)


def shows_due(thread: Thread) -> bool:
    """Whether a clock runs that a row should show."""
    return thread.open and thread.due_at < NOTHING_DUE and thread.kind not in (Kind.CHAT, Kind.SPAM)


def rows_of(threads: Iterable[Thread]) -> list[Row]:
    """The rows of one page: the excerpts of these threads are unsealed, no others."""
    now, threads = clock.now(), list(threads)
    held = taken_among(threads)
    return [
        Row(
            thread=card.thread,
            title=title_of(card),
            excerpt=marks.covered(card.excerpt) if card.title else "",
            icon=icon_of(card.thread),
            signs=signs_of(card.thread, held.get(card.thread.n), card.excerpt),
            facts=facts_of(card.thread, held.get(card.thread.n)),
            pressing=card.thread.open and card.thread.urgency == Urgency.EMERGENCY and card.thread.n not in held,
            shows_due=shows_due(card.thread),
            due=clock.nearness(card.thread.due_at, now),
        )
        for card in sealed.cards(threads)
    ]


def last_of(thread: Thread, said: list[sealed.Said]) -> str:
    """The sealed place after which a page asks for new messages."""
    return paging.sealed(f"thread/{thread.n}", (said[-1].message.pk if said else 0,))


def is_present_title(thread: Thread, title: str) -> bool:
    """Whether a matter has this title already: it was looked at when it was given, and nobody is asked twice."""
    return as_title(title) == sealed.card(thread).title


def leaks(thread: Thread, answer: str, *, also: Iterable[Thread] = ()) -> list[leak.Hit]:
    """What a text shares with the words of the person who told (DECIDED: warns, never forbids).

    ``also``: other matters this officer may open whose tellers could be told by it, such as those merged into this
    one. What is compared is only what stands on their pages.
    """
    said = sealed.told_in([thread, *also]).values()
    line = thread.desk.unit.line
    units = Unit.objects.filter(pk__in=line)
    ours = [name for unit in units for name in (*leak.spellings(unit.name), unit.duty_phone)]
    ours += [part for one in officers(line) for part in _called(one.name)]
    return leak.hits(answer, said, ours)


def _called(name: str) -> list[str]:
    """A name as it is written: whole, and without its first words."""
    parts = name.split()
    return [" ".join(parts[at:]) for at in range(len(parts)) if len(parts) - at >= 2] or [name]


def desk_words(desk: Desk) -> str:
    """A desk as people call it: ``Khu vực 3``, ``Hộp thư Phường Cái Khế``."""
    if desk.area is not None:
        return desk.area.name
    head = {
        "inbox": "Hộp thư",
        "chief": "Hộp thư trưởng đơn vị",
        "above": "Cấp trên của phường, xã",
        "duty": "Chưa rõ nơi",
    }
    return f"{head.get(desk.kind, 'Thanh tra')} · {desk.unit.name}"
