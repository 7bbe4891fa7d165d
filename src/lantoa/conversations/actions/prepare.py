"""Before the transaction: an arrival is cleaned and sorted, and its receipt drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from lantoa.conversations.actions import keep
from lantoa.conversations.logic import receipts, texts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.logic.sorting import Sorted, sort_text
from lantoa.conversations.models import Thread
from lantoa.conversations.states import GETS_RECEIPT, Chip, Kind, Urgency
from lantoa.kit import keys
from lantoa.kit import text as words
from lantoa.media.logic.take import Taken as File

LIMIT = 20_000
OWN_THREAD = frozenset({Kind.EMERGENCY, Kind.COMPLAINT})


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """An arrival that was cleaned and sorted, and its receipt: all that costs time, done before the transaction."""

    arrival: Arrival
    seen: Sorted
    receipt: receipts.Drawn | None


def prepare(arrival: Arrival, *, receipt: receipts.Drawn | None = None) -> Prepared:
    """Clean and sort, and draw a receipt where one will be needed. Call outside a transaction.

    Never raises for bad text: what cannot be read is kept as it can be shown.
    """
    text = words.clean_incoming(arrival.text, LIMIT)
    seen = sort_text(text, channel=arrival.channel, sent_at=arrival.sent_at)
    arrival = replace(arrival, text=seen.masked_text)
    if receipt is None and _will_be_told_a_receipt(arrival, seen):
        receipt = receipts.draw()
    return Prepared(arrival, seen, receipt)


def with_files(prepared: Prepared, files: tuple[File, ...]) -> Prepared:
    """The same with files that were fetched and cleaned meanwhile."""
    return replace(prepared, arrival=replace(prepared.arrival, files=files))


def _will_be_told_a_receipt(arrival: Arrival, seen: Sorted) -> bool:
    """Digits are stored nowhere, so a receipt is drawn only where it is said to the person at once."""
    if texts.asks_for_receipt(arrival.text):
        return True
    kind = kind_of(arrival, seen)
    if arrival.to_thread is not None or arrival.in_group or kind not in GETS_RECEIPT:
        return False
    return arrival.account is None or (kind != Kind.EMERGENCY and arrival.channel != "sms")


def starts_apart(prepared: Prepared, known: Thread) -> bool:
    """Whether an arrival for a known thread begins one of its own: an emergency, a complaint, or what was taken back."""
    kind = kind_of(prepared.arrival, prepared.seen)
    return known.chip == Chip.WITHDRAWN or (kind in OWN_THREAD and kind != known.kind)


def apart(prepared: Prepared, receipt: receipts.Drawn) -> Prepared:
    """The same arrival as a matter of its own, with a receipt of its own."""
    return replace(prepared, arrival=replace(prepared.arrival, to_thread=None), receipt=receipt)


def kind_of(arrival: Arrival, seen: Sorted) -> Kind:
    """The person's own choice, else the sorter's; what the word rules saw is never lowered."""
    floor = seen.floor_kind
    if floor in OWN_THREAD:
        return Kind(floor)
    return Kind(arrival.kind or seen.kind)


def urgency_of(arrival: Arrival, seen: Sorted, kind: Kind) -> Urgency:
    """The person's own choice or the sorter's, whichever is more urgent."""
    if kind == Kind.EMERGENCY:
        return Urgency.EMERGENCY
    order = list(Urgency)
    return max(Urgency(arrival.urgency or "none"), Urgency(seen.urgency), key=order.index)


def source_of(arrival: Arrival) -> bytes:
    """Keyed hash of the event; one without an id of its own gets one nobody else has."""
    event = arrival.external_id or keep.drawn_id(24)
    said = f"|{arrival.content}" if arrival.content else ""
    return keys.hashed("source/1", f"{arrival.channel}|{arrival.account or ''}|{event}{said}")


def wishes_of(more: dict[str, str]) -> str:
    """The sealed form of what the person wished about answers."""
    return json.dumps(more, ensure_ascii=False) if any(more.values()) else ""
