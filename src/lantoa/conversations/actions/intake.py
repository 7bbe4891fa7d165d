"""The one intake: whatever door a message came by, it becomes a row, a thread and a card here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from lantoa.conversations.actions import begin, cards, greet, keep
from lantoa.conversations.actions.aside import out_of_sight
from lantoa.conversations.actions.correspond import correspondent_of
from lantoa.conversations.actions.prepare import (
    OWN_THREAD,
    Prepared,
    another_emergency,
    apart,
    prepare,
    source_of_arrival,
    starts_apart,
    wishes_of,
    with_files,
)
from lantoa.conversations.announcements import EmergencyRaised
from lantoa.conversations.logic import texts
from lantoa.conversations.logic.arrival import TYPED, Arrival
from lantoa.conversations.logic.sorting import Sorted
from lantoa.conversations.models import Correspondent, Message, NumberMark, PlateMark, Receipt, Thread
from lantoa.conversations.queries import threads as reading
from lantoa.conversations.queries.routing import Route, route
from lantoa.conversations.states import GETS_RECEIPT, NO_THREAD_FROM_GROUP, Kind
from lantoa.delivery import actions as delivery
from lantoa.errands.actions import announce
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys
from lantoa.kit.seal import HeldKey
from lantoa.media import actions as media
from lantoa.places.models import Unit
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


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival. ``thread`` is None for chat and junk in a group, which leave no row.

    ``asks``: it only asked for a receipt, which is no news of the matter. ``beside``: the complaint with the same
    words that lies above while the emergency rings at its place.
    """

    thread: Thread | None
    message: Message | None
    new: bool
    again: bool = False
    asks: bool = False
    beside: Thread | None = None


def _taken_before(arrival: Arrival) -> Message | None:
    """The message this event became earlier; doors without an id of their own ask ``delivery.remember``."""
    if not arrival.external_id:
        return None
    known = Message.objects.filter(source=source_of_arrival(arrival)).values_list("pk", flat=True)[:1]
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
    arrival = prepared.arrival
    before = _taken_before(arrival)
    if before is not None:
        return Taken(before.thread, before, False, again=True)
    if arrival.external_id and not _first_time(arrival):
        before = _taken_before(arrival)  # the other one of two equal events was stored while this one waited
        return Taken(before.thread if before else None, before, False, again=True)
    kind = prepared.kind
    if arrival.in_group and kind in NO_THREAD_FROM_GROUP:
        return Taken(None, None, False)
    person = correspondent_of(arrival) if arrival.address else None
    thread = _where_it_goes(arrival, person, kind)
    if thread is None:
        return _start(by, prepared, person)
    return _go_on(by, prepared, thread)


def _where_it_goes(arrival: Arrival, person: Correspondent | None, kind: Kind) -> Thread | None:
    if arrival.in_group:
        return None
    if arrival.to_thread is not None:
        return _on_the_page(arrival.to_thread, kind)
    # A phone number left on a form or at the desk names a person, but each report is a matter of its own there.
    if person is None or arrival.channel in TYPED or kind == Kind.EMERGENCY:
        return None
    if texts.asks_for_receipt(arrival.text):
        return reading.last_thread_of(person.pk)
    return reading.open_thread_of(person.pk, kind=kind if kind == Kind.COMPLAINT else "")


def _on_the_page(n: int, kind: Kind) -> Thread | None:
    """Whoever wrote on the page of a matter: there, or in the complaint that was begun there."""
    known = Thread.objects.filter(n=n).first()
    if known is None or (known.kind == kind and not another_emergency(known, kind)):
        return known
    begun = reading.complaint_after(known) if known.kind != Kind.EMERGENCY else None
    if kind in OWN_THREAD:
        return begun if kind == Kind.COMPLAINT else None
    return begun or known


def _start(by: Actor, prepared: Prepared, person: Correspondent | None) -> Taken:
    arrival, (unit, area) = prepared.arrival, prepared.place
    home = Unit.objects.filter(pk=arrival.unit).first() if arrival.unit else None

    def way_of(kind: Kind) -> Route:
        way = route(kind=kind, unit=unit, area=area, home=home, away=prepared.away)
        for one in (unit, home):
            if one is not None and one.pk == way.desk.unit_id:
                way.desk.unit = one  # already in hand: no statement for it
        return way

    way, beside = way_of(prepared.kind), None
    if prepared.kind == Kind.EMERGENCY and prepared.blames:
        # first, so that the emergency is the newest matter of this person, and what they write next goes there
        beside = begin.copied_above(by=by, prepared=prepared, person=person, way=way_of(Kind.COMPLAINT), rings_at=way)
    thread, held = begin.made(prepared, person, prepared.kind, way)
    if beside is not None:
        Thread.objects.filter(n=beside.n).update(beside=thread)
        beside.beside = thread
    message = _said(by, thread, held, prepared)
    begin.noted(by=by, thread=thread, message=message, away=prepared.away)
    if thread.kind == Kind.EMERGENCY:
        announce(EmergencyRaised(thread.n, thread.desk_id, thread.desk.unit_id))
    _greet(by, prepared, thread, person)
    return Taken(thread, message, True, beside=beside)


def _greet(by: Actor, prepared: Prepared, thread: Thread, person: Correspondent | None) -> None:
    """The receipt of a matter and the first words about it, once it is known what it is."""
    drawn = prepared.receipt
    if drawn is not None:
        Receipt.objects.create(lookup=drawn.lookup, nonce=drawn.nonce, thread=thread, made_at=clock.now())
    greet.first_words(by=by, thread=thread, arrival=prepared.arrival, person=person, receipt=drawn)


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
        files=(*(file.pk for file in files), *coming), found=found, source=source_of_arrival(arrival),
        other_matter=other,
    )  # fmt: skip
    if seen.plates or seen.phones:
        _mark_numbers(thread, seen)
    return message


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


def _go_on(by: Actor, prepared: Prepared, thread: Thread) -> Taken:
    arrival, seen, kind = prepared.arrival, prepared.seen, prepared.kind
    held = hold(thread.key)
    other = seen.sure and kind not in NO_THREAD_FROM_GROUP and kind != thread.kind and kind in GETS_RECEIPT
    message = _said(by, thread, held, prepared, other=other)
    asks = arrival.account is not None and texts.asks_for_receipt(arrival.text)
    if asks:
        greet.asked_for_receipt(by=by, thread=thread, arrival=arrival, receipt=prepared.receipt)
    else:
        before = thread.kind
        cards.heard_again(by=by, thread=thread, text=arrival.text, kind=kind, seen_category=seen.category or "",
                          place=prepared.place, away=prepared.away)  # fmt: skip
        if thread.kind != before and not greet.first_answer_left(thread):
            _greet(by, prepared, thread, thread.correspondent)  # a hello came first, what it is about comes now
    away = out_of_sight(by=by, thread=thread, text=arrival.told or arrival.text, units=(prepared.place[0],))
    beside = None if asks else begin.heard_above(by=by, prepared=prepared, thread=thread, away=away)
    write(by=by, verb="thread.continued", unit=thread.desk.unit_id, thread=thread.n, about=f"message:{message.pk}")
    return Taken(thread, message, False, asks=asks, beside=beside)


def forget_old_marks() -> int:
    """Plates count for 72 hours, numbers are found for 90 days; older marks go. Returns how many."""
    now = clock.now()
    gone = PlateMark.objects.filter(at__lt=now - timedelta(hours=72)).delete()[0]
    return gone + NumberMark.objects.filter(at__lt=now - timedelta(days=90)).delete()[0]
