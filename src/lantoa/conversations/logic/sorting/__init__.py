"""Sorting of one message: kind, category, urgency, places, plates, phones, masked text.

A few word rules only, until the learnt model stands above them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.kit import fold, idnumbers, phones, plates


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A commune (by code) and perhaps an area that the words name."""

    code: str
    area: str
    score: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """What sorting saw in one text."""

    kind: str
    category: str | None
    urgency: str
    places: tuple[PlaceSeen, ...]
    plates: tuple[str, ...]
    phones: tuple[str, ...]
    id_numbers: tuple[str, ...]
    masked_text: str
    scores: dict[str, float]
    words: tuple[str, ...]
    sure: bool
    floor_kind: str


_RULES = (
    ("emergency", ("cuu toi", "cam dao", "chem", "chay nha", "rut sung")),
    ("complaint_about_police", ("can bo", "cong an phuong doi tien")),
    ("thanks_or_chat", ("cam on",)),
    ("tip", ("trom", "danh bac", "cuop", "ma tuy")),
)


def sort_text(text: str, *, channel: str = "", sent_at: datetime | None = None) -> Sorted:
    """Sort one cleaned text by words alone. Never raises."""
    plain = fold.fold(text)
    kind, words = next(
        ((k, tuple(w for w in some if w in plain)) for k, some in _RULES if any(w in plain for w in some)),
        ("admin_question", ()),
    )
    return Sorted(
        kind=kind,
        category="other" if kind == "tip" else None,
        urgency="emergency" if kind == "emergency" else "normal",
        places=(),
        plates=tuple(f.plate for f in plates.find(text)),
        phones=tuple(f.number for f in phones.find(text)),
        id_numbers=tuple(f.number for f in idnumbers.find(text)),
        masked_text=idnumbers.masked(text),
        scores={kind: 1.0},
        words=words,
        sure=True,
        floor_kind=kind if kind in ("emergency", "complaint_about_police") else "",
    )


def urgent(text: str) -> bool:
    """Whether the words alone say that somebody is in danger now."""
    return sort_text(text).kind == "emergency"
