"""The first rows of a matter: thread, key, card and search row; and its copy above where an emergency blames
somebody."""

from __future__ import annotations

from dataclasses import replace

from lantoa.conversations.actions import aside, cards, index, keep
from lantoa.conversations.actions.prepare import Prepared, category_of, urgency_of
from lantoa.conversations.logic import tokens
from lantoa.conversations.logic.cards import rank
from lantoa.conversations.logic.marks import covered
from lantoa.conversations.models import Correspondent, Message, Thread
from lantoa.conversations.queries.avoiding import Away
from lantoa.conversations.queries.routing import Route, route
from lantoa.conversations.queries.waits import first_due
from lantoa.conversations.states import ABOUT_UNITS, NO_THREAD_FROM_GROUP, Chip, Direction, Kind, Urgency
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.kit import text as words
from lantoa.kit.seal import HeldKey
from lantoa.places.states import DeskKind
from lantoa.vault import actions as vault
from lantoa.vault.queries import hold

EXCERPT = 160
_BESIDE = (
    "Tin khẩn này đang reo ở trực ban nơi xảy ra. Bản này nằm ở đây vì trong tin có nhắc tới người của đơn vị. "
    "Hình, tệp (nếu có) ở tin khẩn."
)


def made(prepared: Prepared, person: Correspondent | None, kind: Kind, way: Route) -> tuple[Thread, HeldKey]:
    """The thread with its key, card and search row."""
    arrival, seen, now = prepared.arrival, prepared.seen, clock.now()
    urgency = urgency_of(arrival, seen, kind) if kind == prepared.kind else Urgency.TODAY
    category = category_of(arrival, seen, kind)
    due = first_due(way.desk.unit, kind, urgency, now).at
    held, public_id = vault.new_key("thread"), keep.drawn_id()
    listed = tokens.of_card([arrival.text, arrival.place], desk=way.desk.pk, kind=kind, category=category)

    def sealed(text: str, row: str) -> bytes:
        return held.seal_text(text, row=f"{row}:{public_id}") if text else b""

    thread = Thread.objects.create(
        public_id=public_id, key=held.id, correspondent=person, account=arrival.account, mode=arrival.mode,
        channel="zalo_group" if arrival.in_group else arrival.channel, before_id=arrival.to_thread,
        desk=way.desk, area=way.area, kind=kind, category=category, urgency=urgency,
        sure=_sure(prepared, kind), owed_since=now, due_at=due, rank=rank(urgency, kind, due),
        chip=_first_chip(prepared, way, kind),
        excerpt=held.seal_text(words.excerpt(covered(arrival.text), EXCERPT), row=f"excerpt:{public_id}"),
        place=sealed(arrival.place, "place"), wishes=sealed(arrival.wishes, "wishes"),
        tokens=listed, received_at=now, last_at=now,
        about_police=kind == Kind.COMPLAINT or prepared.blames or way.desk.kind in ABOUT_UNITS,
    )  # fmt: skip
    index.put(thread.n, listed)
    return thread, held


def noted(*, by: Actor, thread: Thread, message: Message, away: Away) -> None:
    """The journal's line, and from whom it is kept."""
    write(by=by, verb="thread.received", unit=thread.desk.unit_id, thread=thread.n, about=f"message:{message.pk}")
    aside.keep(thread=thread, away=away)


def copied_above(
    *, by: Actor, prepared: Prepared, person: Correspondent | None, way: Route, rings_at: Route
) -> Thread | None:
    """The same words as a complaint above: the bell at the place is taken from nobody, and whoever is above whom the
    words blame reads them too. Nothing when both would lie on one desk."""
    if way.desk.pk == rings_at.desk.pk:
        return None
    thread, held = made(prepared, person, Kind.COMPLAINT, way)
    arrival = prepared.arrival
    message = keep.message(
        thread, held, arrival.text, direction=Direction.IN, channel=arrival.channel, sent_at=arrival.sent_at
    )
    keep.message(thread, held, _BESIDE, direction=Direction.NOTE, channel=arrival.channel)
    noted(by=by, thread=thread, message=message, away=prepared.away)
    return thread


def heard_above(*, by: Actor, prepared: Prepared, thread: Thread, away: Away) -> Thread | None:
    """What was written on in an emergency is read where its copy lies too; files stay at the emergency. Words that
    blame somebody for the first time begin the copy. None without one, or where nothing is kept of it any more."""
    rows = Thread.objects.select_related("desk__unit").filter(beside=thread)
    copy = rows.first() if thread.about_police else None
    if copy is None and thread.kind == Kind.EMERGENCY and (prepared.blames or away):
        return _begun_above(by=by, prepared=replace(prepared, away=away), thread=thread)
    if copy is None or copy.destroyed_at is not None or copy.chip == Chip.WITHDRAWN:
        return None
    arrival = prepared.arrival
    message = keep.message(
        copy, hold(copy.key), arrival.text, direction=Direction.IN, channel=arrival.channel, sent_at=arrival.sent_at
    )
    cards.heard_again(by=by, thread=copy, text=arrival.text, kind=Kind.COMPLAINT, seen_category="", place=(None, None))
    aside.out_of_sight(by=by, thread=copy, text=arrival.text, units=(thread.desk.unit,))
    write(by=by, verb="thread.continued", unit=copy.desk.unit_id, thread=copy.n, about=f"message:{message.pk}")
    return copy


def _begun_above(*, by: Actor, prepared: Prepared, thread: Thread) -> Thread | None:
    unit = thread.desk.unit
    way = route(kind=Kind.COMPLAINT, unit=unit, area=None, home=unit, away=prepared.away)
    here = Route(thread.desk, thread.area, True)
    copy = copied_above(by=by, prepared=prepared, person=thread.correspondent, way=way, rings_at=here)
    cards.write_card(thread=thread, about_police=True)
    if copy is not None:
        Thread.objects.filter(n=copy.n).update(beside=thread)
        copy.beside = thread
    return copy


def _sure(prepared: Prepared, kind: Kind) -> bool:
    """Whether nobody needs to look whether the kind is right: a person chose it, or the words were clear."""
    arrival, seen = prepared.arrival, prepared.seen
    return (bool(arrival.kind) or seen.sure) and kind in (arrival.kind, seen.kind)


def _first_chip(prepared: Prepared, way: Route, kind: Kind) -> Chip:
    if kind not in NO_THREAD_FROM_GROUP and not way.place_known and way.desk.kind == DeskKind.DUTY:
        return Chip.WHERE
    return Chip.NEW if _sure(prepared, kind) else Chip.UNSURE
