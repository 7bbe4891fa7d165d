"""One entry: a message in, what it is out. Rules first, then the model, which only raises what the rules gave."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from lantoa.conversations.logic.sorting import complaint, model
from lantoa.conversations.logic.sorting.kinds import CATEGORIES, LEAD_TO_TIPS, stronger
from lantoa.conversations.logic.sorting.noise import is_noise
from lantoa.conversations.logic.sorting.wordrules import Floor, rules_of, shortened
from lantoa.conversations.logic.sorting.words import Read, read
from lantoa.kit import idnumbers, phones, plates
from lantoa.places.logic.address import CLOSE, Found, Gazetteer
from lantoa.places.logic.address import SURE as SURE_PLACE

log = logging.getLogger(__name__)
SURE = 0.45
"""Below this share of the chosen kind the inbox asks a person."""
_EMERGENCY, _COMPLAINT = 0.25, 0.50
_TIP_LEAN = 1.8


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A commune (by code) and perhaps an area that the words name; ``words`` as written."""

    code: str
    area: str
    score: float
    name: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What sorting says of one message. Suggestions all, but for ``floor``: kind and urgency never fall below it."""

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
    floor: Floor
    behaviour: bool
    partial_plates: tuple[str, ...] = field(default=())

    maybe_places: tuple[PlaceSeen, ...] = ()

    @property
    def blames_police(self) -> bool:
        """The words rules see blame of an officer, whatever kind the message is: it lies above the unit."""
        return self.floor.blame >= complaint.THRESHOLD

    @property
    def floor_kind(self) -> str:
        """The kind that nothing may lower, or nothing."""
        return self.floor.kind if self.floor.sure else ""


Finder = Callable[[str], Sequence[Found]]


@lru_cache(maxsize=1)
def _facts() -> Gazetteer:
    return Gazetteer.from_facts()


def _places(found: Sequence[Found]) -> tuple[tuple[PlaceSeen, ...], tuple[PlaceSeen, ...]]:
    """The places to rely on (none when the first is unsure or another comes close), and all candidates."""
    seen = tuple(PlaceSeen(f.code, f.area.name if f.area else "", f.score, f.name, f.words) for f in found)
    sure = seen and seen[0].score >= SURE_PLACE and (len(seen) == 1 or seen[0].score - seen[1].score >= CLOSE)
    return (seen[:1] if sure else ()), seen


def sort_text(
    text: str,
    *,
    channel: str = "zalo_oa",
    sent_at: datetime | None = None,
    places: Finder | None = None,
    held: model.Weights | None = None,
) -> Sorted:
    """Sort one message. Never raises: with the model dead the word rules answer, and nothing is ``sure``.

    ``doctor`` says when the model is dead. ``places`` finds places by words (default: the carried facts of the city,
    without areas).
    """
    seen = read(shortened(text))
    floor = rules_of(seen)
    try:
        guessed = model.guess(seen, floor, channel, held)
    except (OSError, ValueError):
        log.exception("The sorter's weights cannot be read; word rules alone are at work.")
        guessed = None
    kind, scores = _kind(seen, floor, guessed)
    category = _category(kind, floor, guessed)
    sure_places, candidates = _places((places or _facts().find)(shortened(text)))
    return Sorted(
        kind=kind,
        category=category,
        urgency=_urgency(kind, floor, guessed),
        places=sure_places,
        plates=tuple(p.plate for p in plates.find(text)),
        phones=tuple(p.number for p in phones.find(text)),
        id_numbers=tuple(dict.fromkeys(i.number for i in idnumbers.find(text))),
        masked_text=idnumbers.masked(text),
        scores=scores,
        words=floor.words,
        sure=guessed is not None and (floor.sure or scores.get(kind, 0.0) >= SURE),
        floor=floor,
        behaviour=_behaviour(seen, kind, category, floor),
        partial_plates=tuple(plates.partials(text)),
        maybe_places=candidates,
    )


def _kind(seen: Read, floor: Floor, guessed: model.Guess | None) -> tuple[str, dict[str, float]]:
    if guessed is None:
        return floor.kind, {floor.kind: 1.0}
    share = guessed.kinds
    scores = {k: round(v, 3) for k, v in share.items()}
    if floor.sure:
        kind = floor.kind
        if kind == "complaint_about_police" and share["emergency"] >= 0.6:
            kind = "emergency"
        return kind, {**scores, kind: max(scores[kind], 0.9)}
    if is_noise(seen):
        return "spam_or_abuse", {**scores, "spam_or_abuse": max(scores["spam_or_abuse"], 0.9)}
    if share["emergency"] >= _EMERGENCY:
        return "emergency", scores
    if share["complaint_about_police"] >= _COMPLAINT:
        return "complaint_about_police", scores
    leaning = {k: v * (_TIP_LEAN if k == "tip" else 1.0) for k, v in share.items()}
    return max(leaning, key=lambda k: leaning[k]), scores


def _category(kind: str, floor: Floor, guessed: model.Guess | None) -> str | None:
    if kind not in LEAD_TO_TIPS or kind == "complaint_about_police":
        return None
    if kind == "emergency" and floor.sure and floor.kind == kind and floor.category not in (None, "", "other"):
        return floor.category  # whom to call hangs on it: fire brigade or police
    devices = kind == "device_fault"
    allowed = [c for c in CATEGORIES if c == "other" or c.startswith("device_") == devices]
    if guessed is None:
        return floor.category if floor.category in allowed else "other"
    share = guessed.categories
    if devices and floor.kind == "device_fault" and floor.category:
        return floor.category
    lean = {c: share[c] + (0.15 if c == floor.category and floor.sure else 0.0) for c in allowed}
    return max(lean, key=lambda c: lean[c])


def _urgency(kind: str, floor: Floor, guessed: model.Guess | None) -> str:
    low = floor.urgency if floor.sure else "none"
    if kind == "emergency":
        return "emergency"
    if kind == "complaint_about_police":
        return stronger("normal", low)
    if kind in LEAD_TO_TIPS:
        today = guessed.today >= 0.5 if guessed else floor.urgency == "today"
        return stronger("today" if today and kind == "tip" else "normal", low)
    return stronger("none", low)


def _behaviour(seen: Read, kind: str, category: str | None, floor: Floor) -> bool:
    """Whether an act is told, not only a look or a feeling; without one the inbox asks what was done."""
    if kind not in ("tip", "emergency", "complaint_about_police"):
        return False
    if category == "residence_stranger" and len(seen.plain) < 25:
        return not any(w in seen.told for w in (" nhin ", " face ", " thay ", " yen tam ", " gian gian "))
    return len(seen.plain) > 4 or floor.sure
