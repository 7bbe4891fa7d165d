"""What the worker hands to tips: events of messengers, and the regular sweeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of
from lantoa.conversations.actions import aside, contact, forget, intake, takeover
from lantoa.conversations.actions.correspond import address_hash
from lantoa.conversations.actions.intake import forget_old_marks
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.models import Correspondent, Thread
from lantoa.conversations.states import LEADS_TO_TIP
from lantoa.delivery.logic import Event, Inbound
from lantoa.duties.queries import taken
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock
from lantoa.media import actions as media
from lantoa.tips.actions.move import NotAllowed
from lantoa.tips.actions.receive import open_tip, receive
from lantoa.tips.actions.urgent import take_over
from lantoa.tips.models import Tip

AHEAD, BEHIND = timedelta(days=1), timedelta(days=30)
_MESSENGER_POWERS = frozenset({"messenger"})


def take(inbound: Inbound) -> None:
    """The house's one taker of stored events. Safe to call again with the same event."""
    by = Actor("messenger", inbound.channel, inbound.unit_id, _MESSENGER_POWERS)
    if inbound.event == Event.MESSAGE:
        _message(by, inbound)
    elif inbound.event == Event.WITHDRAW:
        _withdraw(by, inbound)
    elif inbound.event == Event.TAKEOVER:
        takeover.written_elsewhere(by=by, inbound=inbound)
    elif inbound.event == Event.CONTACT_DATA:
        contact.handed_over(by=by, inbound=inbound)


def _message(by: Actor, inbound: Inbound) -> None:
    told_at, odd = _when(inbound)
    arrival = Arrival(
        channel=inbound.channel,
        text=inbound.text or _words_for(inbound),
        sent_at=told_at,
        external_id=inbound.external_id,
        content=inbound.content,
        odd=odd,
        account=inbound.account_id,
        unit=inbound.unit_id,
        address=inbound.author,
        in_group=inbound.group is not None,
        point=inbound.location,
        coming=inbound.media,
    )
    receive(by=by, prepared=intake.prepare(arrival))


def _when(inbound: Inbound) -> tuple[datetime, tuple[str, ...]]:
    """When it was told. A far clock that cannot be right decides nothing: ours is taken, and theirs is shown."""
    ours = inbound.received_at or clock.now()
    theirs = inbound.sent_at or ours
    if -AHEAD <= ours - theirs <= BEHIND:
        return theirs, inbound.odd
    return ours, (*inbound.odd, f"clock:{theirs.isoformat()}")


def _words_for(inbound: Inbound) -> str:
    """A message without words still says something to the officer."""
    if inbound.location is not None:
        return "(gửi vị trí)"
    files = [one for one in inbound.media if one.kind != "sticker"]
    if files:
        return f"(gửi {len(files)} tệp)"
    if inbound.media:
        return "(gửi nhãn dán)"
    unread = any(code.startswith("unread:") for code in inbound.odd)
    return "(gửi thứ hệ thống không đọc được)" if unread else "(tin trống)"


def _withdraw(by: Actor, inbound: Inbound) -> None:
    mark = address_hash(inbound.channel, inbound.account_id, inbound.author)
    for person in Correspondent.objects.filter(address_hash=mark, closed_at=None):
        forget.forget_person(by=by, person=person)


def sweep() -> int:
    """Regular: plate marks older than 72 hours go, threads whose time is over are destroyed, and what somebody named
    had to see is kept from them again once somebody else can."""
    return forget_old_marks() + forget.destroy_due() + aside.look_again()


def files_go(*, thread: int) -> None:
    """A thread was destroyed: its files go too. Safe to run twice."""
    media.destroy_files(by=HOUSE, owner=thread)


def becomes_tip(*, thread: int) -> None:
    """Make the tip of a thread whose label an officer corrected to one that leads to it. Once is enough."""
    found = Thread.objects.select_related("desk__unit", "area").filter(n=thread, has_tip=False).first()
    if found is not None and found.kind in LEADS_TO_TIP and found.destroyed_at is None:
        open_tip(by=HOUSE, thread=found)


def taken_over(*, ring: int, thread: int, staff: int) -> None:
    """Somebody accepted the ring of a matter: it is theirs. Safe to run twice; nothing where it may not be theirs."""
    held, owner = taken([thread]).get(thread), Staff.objects.filter(pk=staff).first()
    tip = Tip.objects.select_related("thread__desk__unit", "unit", "clock_unit").filter(thread=thread).first()
    if held is None or owner is None or tip is None:
        return
    try:
        take_over(by=actor_of(owner), tip=tip, owner=owner, at=held.at)
    except NotAllowed:
        return  # moved or called something else meanwhile; the ring's own line says who took it
