"""Before the transaction: an arrival is cleaned and sorted, and its receipt drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from lantoa.conversations.actions import keep
from lantoa.conversations.logic import receipts, texts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.logic.events import source_of
from lantoa.conversations.logic.sorting import Sorted, sort_text
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.avoiding import Away, away_from
from lantoa.conversations.queries.placing import Place, place_of
from lantoa.conversations.states import GETS_RECEIPT, Category, Chip, Kind, Urgency
from lantoa.kit import clock, idnumbers, phones, plates
from lantoa.kit import text as words
from lantoa.media.logic.take import Taken as File
from lantoa.places.models import Unit
from lantoa.places.queries.finder import code_of, finder

LIMIT = 20_000
OWN_THREAD = frozenset({Kind.EMERGENCY, Kind.COMPLAINT})
ONE_EMERGENCY = timedelta(days=1)
"""So long what is told again belongs to the same one."""


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """An arrival that was cleaned, sorted and placed, and its receipt: what costs time, done before the transaction.

    ``kind`` is the person's own choice or the sorter's, never below what rules saw; ``away`` who must not see it.
    """

    arrival: Arrival
    seen: Sorted
    receipt: receipts.Drawn | None
    kind: Kind
    place: Place
    away: Away

    @property
    def blames(self) -> bool:
        """Whether somebody in office is blamed, or must not see it: then the unit above reads it too."""
        arrival = self.arrival
        return _accuses(arrival, self.seen) or self.away.blames or bool(self.away)


def prepare(arrival: Arrival, *, receipt: receipts.Drawn | None = None) -> Prepared:
    """Clean and sort, find the place and who must not see it, and draw a receipt where one will be needed.

    Call outside a transaction. Never raises for bad text: what cannot be read is kept as it can be shown.
    """
    told, seen = _sorted(arrival)
    cut = len(arrival.text) > LIMIT and len(words.clean_incoming(arrival.text, 2 * LIMIT)) > LIMIT
    odd = (*arrival.odd, f"cut:{LIMIT}") if cut else arrival.odd
    arrival = replace(arrival, text=seen.masked_text, odd=odd)
    place = place_of(arrival, told, seen.places[0].code if seen.places else "")
    kind = kind_of(arrival, seen)
    home = Unit.objects.filter(pk=arrival.unit).first() if arrival.unit else None
    accused = kind == Kind.COMPLAINT or _accuses(arrival, seen)
    away = away_from(_written(arrival, told), arrival.not_see, units=(place[0], home), accused=accused)
    if away.blames and kind != Kind.EMERGENCY:
        kind = Kind.COMPLAINT
    if receipt is None and _will_be_told_a_receipt(arrival, kind):
        receipt = receipts.draw()
    return Prepared(arrival, seen, receipt, kind, place, away)


def _sorted(arrival: Arrival) -> tuple[str, Sorted]:
    """What was told (without the lines a door adds), and what sorting says of it.

    That it is over, the person says by a choice: then the same words are read as of yesterday.
    """
    text = words.clean_incoming(arrival.text, LIMIT)
    told = words.clean_incoming(arrival.told, LIMIT) or text
    find = partial(finder().find, home=code_of(arrival.unit))

    def seen_as(said: str) -> Sorted:
        return sort_text(said, channel=arrival.channel, sent_at=arrival.sent_at, places=find)

    seen = seen_as(told)
    if arrival.over and seen.kind == Kind.EMERGENCY:
        seen = seen_as(f"Hôm qua. {told}")
    if told != text:
        seen = replace(
            seen, masked_text=idnumbers.masked(text), plates=tuple(one.plate for one in plates.find(text)),
            phones=tuple(one.number for one in phones.find(text)),
            id_numbers=tuple(dict.fromkeys(one.number for one in idnumbers.find(text))),
        )  # fmt: skip
    return told, seen


def _accuses(arrival: Arrival, seen: Sorted) -> bool:
    """Whether the person or the sorter says that it is about the police, whatever else it is."""
    return arrival.accuses or Kind.COMPLAINT in (arrival.kind, seen.kind) or seen.blames_police


def with_files(prepared: Prepared, files: tuple[File, ...]) -> Prepared:
    """The same with files that were fetched and cleaned meanwhile."""
    return replace(prepared, arrival=replace(prepared.arrival, files=files))


def _will_be_told_a_receipt(arrival: Arrival, kind: Kind) -> bool:
    """Digits are stored nowhere, so a receipt is drawn only where it is said to the person at once."""
    if texts.asks_for_receipt(arrival.text):
        return True
    if arrival.to_thread is not None or arrival.in_group or kind not in GETS_RECEIPT:
        return False
    return arrival.account is None or (kind != Kind.EMERGENCY and arrival.channel != "sms")


def starts_apart(prepared: Prepared, known: Thread) -> bool:
    """Whether an arrival for a known thread begins one of its own: an emergency, a complaint, or what was taken
    back."""
    if known.chip == Chip.WITHDRAWN or another_emergency(known, prepared.kind):
        return True
    return prepared.kind in OWN_THREAD and prepared.kind != known.kind


def another_emergency(known: Thread, kind: str) -> bool:
    """Whether an emergency told where one was told before is a new one: that one has ended, or is of another day. Its
    bell was heard and taken over long ago; a new one must ring."""
    over = not known.open and known.chip != Chip.MERGED
    return kind == Kind.EMERGENCY and (over or known.received_at < clock.now() - ONE_EMERGENCY)


def apart(prepared: Prepared, receipt: receipts.Drawn) -> Prepared:
    """The same arrival as a matter of its own, with a receipt of its own."""
    return replace(prepared, arrival=replace(prepared.arrival, to_thread=None), receipt=receipt)


def kind_of(arrival: Arrival, seen: Sorted) -> Kind:
    """The person's own choice, else the sorter's; what the word rules saw is never lowered.

    *Now* in the person's own choice always rings: whom they scold meanwhile reads it above, beside the bell.
    """
    floor = seen.floor_kind
    if arrival.kind != Kind.EMERGENCY and floor in OWN_THREAD:
        return Kind(floor)
    return Kind(arrival.kind or seen.kind)


def category_of(arrival: Arrival, seen: Sorted, kind: Kind) -> str:
    """The person's own choice, else the sorter's; that it burns is never lowered: it decides whom to call."""
    if kind == Kind.COMPLAINT:
        return ""
    if kind == Kind.EMERGENCY and seen.floor.sure and seen.floor.category == Category.FIRE:
        return Category.FIRE
    chosen = "" if kind == Kind.EMERGENCY and arrival.category == Category.OTHER else arrival.category
    return chosen or seen.category or ""


def urgency_of(arrival: Arrival, seen: Sorted, kind: Kind) -> Urgency:
    """The person's own choice or the sorter's, whichever is more urgent; *emergency* only for what rings as one."""
    if kind == Kind.EMERGENCY:
        return Urgency.EMERGENCY
    order = list(Urgency)
    said = max(Urgency(arrival.urgency or "none"), Urgency(seen.urgency), key=order.index)
    return min(said, Urgency.TODAY, key=order.index)


def source_of_arrival(arrival: Arrival) -> bytes:
    """The mark of its event; one without an id of its own gets one nobody else has."""
    return source_of(arrival.channel, arrival.account, arrival.external_id or keep.drawn_id(24), arrival.content)


def _written(arrival: Arrival, told: str) -> str:
    """All the person wrote, whatever field it stands in: somebody named in any of them is named."""
    wished = json.loads(arrival.wishes).values() if arrival.wishes else ()
    return "\n".join(filter(None, (told, arrival.place, *wished)))


def wishes_of(more: dict[str, str]) -> str:
    """The sealed form of what the person wished about answers."""
    return json.dumps(more, ensure_ascii=False) if any(more.values()) else ""
