"""The one intake: whatever door a message came by, it becomes a row, a thread and a card here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from lantoa.conversations.actions import cards, greet, index, keep
from lantoa.conversations.actions.correspond import correspondent_of
from lantoa.conversations.actions.prepare import (
    OWN_THREAD,
    Prepared,
    apart,
    kind_of,
    prepare,
    source_of,
    starts_apart,
    urgency_of,
    wishes_of,
    with_files,
)
from lantoa.conversations.announcements import EmergencyRaised
from lantoa.conversations.logic import texts, tokens
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.logic.cards import rank
from lantoa.conversations.logic.marks import covered
from lantoa.conversations.logic.sorting import Sorted
from lantoa.conversations.models import Correspondent, Message, NumberMark, PlateMark, Receipt, Thread
from lantoa.conversations.queries import threads as reading
from lantoa.conversations.queries.placing import named_place
from lantoa.conversations.queries.routing import Route, route
from lantoa.conversations.queries.waits import first_due
from lantoa.conversations.states import GETS_RECEIPT, NO_THREAD_FROM_GROUP, Chip, Kind
from lantoa.delivery import actions as delivery
from lantoa.errands.actions import announce
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys
from lantoa.kit import text as words
from lantoa.kit.seal import HeldKey
from lantoa.media import actions as media
from lantoa.places import queries as places
from lantoa.places.models import Area, Unit
from lantoa.vault import actions as vault
from lantoa.vault.queries import hold

__all__ = [
    "Prepared",
    "Taken",
    "apart",
    "forget_old_marks",
    "prepare",
    "starts_apart",
    "take_in",
    "wishes_of",
    "with_files",
]

EXCERPT = 160
_EACH_APART = frozenset({"web", "hotline_note"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival. ``thread`` is None for chat and junk in a group, which leave no row.

    ``asks``: it only asked for a receipt, which is no news of the matter.
    """

    thread: Thread | None
    message: Message | None
    new: bool
    again: bool = False
    asks: bool = False


def _taken_before(arrival: Arrival) -> Message | None:
    """The message this event became earlier; doors without an id of their own ask ``delivery.remember``."""
    if not arrival.external_id:
        return None
    known = Message.objects.filter(source=source_of(arrival)).values_list("pk", flat=True)[:1]
    return Message.objects.select_related("thread").get(pk=known[0]) if known else None


def _first_time(arrival: Arrival) -> bool:
    return delivery.remember(arrival.channel, arrival.external_id, arrival.account, arrival.content)


@transaction.atomic
def take_in(*, by: Actor, prepared: Prepared) -> Taken:
    """Store one arrival: correspondent, thread with its key and receipt, message, card, search row.

    A later message goes to the person's open thread; an emergency or a complaint always starts its
    own. The first answer of a messenger leaves by outbox rows of the same transaction. The same event
    again (channel, account, id and content) changes nothing.
    """
    arrival, seen = prepared.arrival, prepared.seen
    before = _taken_before(arrival)
    if before is not None:
        return Taken(before.thread, before, False, again=True)
    if arrival.external_id and not _first_time(arrival):
        before = _taken_before(arrival)  # the other one of two equal events was stored while this one waited
        return Taken(before.thread if before else None, before, False, again=True)
    kind = kind_of(arrival, seen)
    if arrival.in_group and kind in NO_THREAD_FROM_GROUP:
        return Taken(None, None, False)
    person = correspondent_of(arrival) if arrival.address else None
    thread = _where_it_goes(arrival, person, kind)
    if thread is None:
        return _start(by, prepared, person, kind)
    return _go_on(by, prepared, thread, kind)


def _where_it_goes(arrival: Arrival, person: Correspondent | None, kind: Kind) -> Thread | None:
    if arrival.in_group:
        return None
    if arrival.to_thread is not None:
        known = Thread.objects.filter(n=arrival.to_thread).first()
        if known is not None and (kind not in OWN_THREAD or known.kind == kind):
            return known
        return None
    # A phone number left on a form or at the desk names a person, but each report is a matter of its own there.
    if person is None or arrival.channel in _EACH_APART or kind in OWN_THREAD:
        return None
    if texts.asks_for_receipt(arrival.text):
        return reading.last_thread_of(person.pk)
    return reading.open_thread_of(person.pk)


def _place(arrival: Arrival, seen: Sorted) -> tuple[Unit | None, Area | None]:
    """The commune and area the matter is about: chosen, else pointed at, else named in the words."""
    if arrival.area is not None:
        area = Area.objects.select_related("unit").filter(pk=arrival.area).first()
        if area is not None:
            return area.unit, area
    if arrival.chosen_unit is not None:
        return Unit.objects.filter(pk=arrival.chosen_unit).first(), None
    if arrival.point is not None:
        found = places.unit_at(*arrival.point)
        if found is not None:
            return found.unit, None
    return named_place(seen.places, arrival.text, arrival.unit)


def _start(by: Actor, prepared: Prepared, person: Correspondent | None, kind: Kind) -> Taken:
    arrival, seen = prepared.arrival, prepared.seen
    unit, area = _place(arrival, seen)
    home = Unit.objects.filter(pk=arrival.unit).first() if arrival.unit else None
    blamed = arrival.kind == Kind.COMPLAINT or (kind == Kind.EMERGENCY and seen.blames_police)
    way = route(kind=kind, unit=unit, area=area, home=home, not_see="above" if blamed else arrival.not_see)
    for one in (unit, home):
        if one is not None and one.pk == way.desk.unit_id:
            way.desk.unit = one  # already in hand: no statement for it
    thread, held = _made(prepared, person, kind, way)
    message = _said(by, thread, held, prepared)
    if prepared.receipt is not None:
        drawn = prepared.receipt
        Receipt.objects.create(lookup=drawn.lookup, nonce=drawn.nonce, thread=thread, made_at=thread.received_at)
    write(by=by, verb="thread.received", unit=way.desk.unit_id, thread=thread.n, about=f"message:{message.pk}")
    if kind == Kind.EMERGENCY:
        announce(EmergencyRaised(thread.n, way.desk.pk, way.desk.unit_id))
    greet.first_words(by=by, thread=thread, arrival=arrival, person=person, receipt=prepared.receipt)
    return Taken(thread, message, True)


def _made(prepared: Prepared, person: Correspondent | None, kind: Kind, way: Route) -> tuple[Thread, HeldKey]:
    """The thread with its key, card and search row."""
    arrival, seen, now = prepared.arrival, prepared.seen, clock.now()
    urgency = urgency_of(arrival, seen, kind)
    category = arrival.category or seen.category or ""
    due = first_due(way.desk.unit, kind, urgency, now).at
    held, public_id = vault.new_key("thread"), keep.drawn_id()
    listed = tokens.of_card([arrival.text, arrival.place], desk=way.desk.pk, kind=kind, category=category)

    def sealed(text: str, row: str) -> bytes:
        return held.seal_text(text, row=f"{row}:{public_id}") if text else b""

    thread = Thread.objects.create(
        public_id=public_id, key=held.id, correspondent=person, account=arrival.account, mode=arrival.mode,
        channel="zalo_group" if arrival.in_group else arrival.channel, before_id=arrival.to_thread,
        desk=way.desk, area=way.area, kind=kind, category=category, urgency=urgency,
        sure=bool(arrival.kind) or seen.sure, owed_since=now, due_at=due, rank=rank(urgency, kind, due),
        chip=_first_chip(arrival, seen, way, kind),
        excerpt=held.seal_text(words.excerpt(covered(arrival.text), EXCERPT), row=f"excerpt:{public_id}"),
        place=sealed(arrival.place, "place"), wishes=sealed(arrival.wishes, "wishes"),
        tokens=listed, received_at=now, last_at=now,
    )  # fmt: skip
    index.put(thread.n, listed)
    return thread, held


def _said(by: Actor, thread: Thread, held: HeldKey, prepared: Prepared, *, other: bool = False) -> Message:
    """The message row with its files and number marks."""
    arrival, seen = prepared.arrival, prepared.seen
    files = media.keep(by=by, owner=thread.n, key=held, taken=arrival.files, unit=thread.desk.unit_id)
    coming = delivery.fetch_later(by=by, owner=thread.n, key=held, channel=arrival.channel, coming=arrival.coming,
                                  urgent=thread.kind == Kind.EMERGENCY)  # fmt: skip
    found = {"plates": seen.plates, "phones": seen.phones, "words": seen.words, "ids": len(seen.id_numbers)}
    found |= {"odd": arrival.odd} if arrival.odd else {}
    message = keep.message(
        thread, held, arrival.text, direction="in", channel=arrival.channel, sent_at=arrival.sent_at,
        files=(*(file.pk for file in files), *coming), found=found, source=source_of(arrival), other_matter=other,
    )  # fmt: skip
    if seen.plates or seen.phones:
        _mark_numbers(thread, seen)
    return message


def _first_chip(arrival: Arrival, seen: Sorted, way: Route, kind: Kind) -> Chip:
    if kind not in NO_THREAD_FROM_GROUP and not way.place_known and way.desk.kind == "duty":
        return Chip.WHERE
    return Chip.NEW if arrival.kind or seen.sure else Chip.UNSURE


def _mark_numbers(thread: Thread, seen: Sorted) -> None:
    """Two marks under two keys: plates for duplicates of one desk, all numbers for searches with a purpose."""
    now = clock.now()
    PlateMark.objects.bulk_create(
        PlateMark(thread=thread, desk_id=thread.desk_id, mark=keys.hashed("plate/1", plate), at=now)
        for plate in dict.fromkeys(seen.plates)
    )
    NumberMark.objects.bulk_create(
        NumberMark(thread=thread, mark=keys.hashed("number/1", number), at=now)
        for number in dict.fromkeys([*seen.plates, *seen.phones])
    )


def _go_on(by: Actor, prepared: Prepared, thread: Thread, kind: Kind) -> Taken:
    arrival, seen = prepared.arrival, prepared.seen
    held = hold(thread.key)
    other = seen.sure and kind not in NO_THREAD_FROM_GROUP and kind != thread.kind and kind in GETS_RECEIPT
    message = _said(by, thread, held, prepared, other=other)
    asks = arrival.account is not None and texts.asks_for_receipt(arrival.text)
    if asks:
        greet.asked_for_receipt(by=by, thread=thread, arrival=arrival, receipt=prepared.receipt)
    else:
        cards.heard_again(thread=thread, text=arrival.text, kind=kind, seen_category=seen.category or "",
                          place=_place(arrival, seen))  # fmt: skip
    write(by=by, verb="thread.continued", unit=thread.desk.unit_id, thread=thread.n, about=f"message:{message.pk}")
    return Taken(thread, message, False, asks=asks)


def forget_old_marks() -> int:
    """Plates count for 72 hours, numbers are found for 90 days; older marks go. Returns how many."""
    now = clock.now()
    gone = PlateMark.objects.filter(at__lt=now - timedelta(hours=72)).delete()[0]
    return gone + NumberMark.objects.filter(at__lt=now - timedelta(days=90)).delete()[0]
