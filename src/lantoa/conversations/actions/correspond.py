"""One person on one channel: found by keyed hash, address sealed apart from all content."""

from __future__ import annotations

from lantoa.conversations.actions.keep import drawn_id
from lantoa.conversations.logic.arrival import TYPED, Arrival
from lantoa.conversations.models import Correspondent, Thread
from lantoa.conversations.states import Kind
from lantoa.delivery.states import OutboxRank
from lantoa.kit import clock, keys
from lantoa.vault import actions as vault


def address_hash(channel: str, account: int | None, address: str) -> bytes:
    """The hash an address is found by; never joined with contacts of other rooms."""
    return keys.hashed("address/1", f"{channel}|{account or ''}|{address}")


def rank_of(thread: Thread) -> OutboxRank:
    """Whether what leaves for this matter goes before other messages."""
    return OutboxRank.LIFE if thread.kind == Kind.EMERGENCY else OutboxRank.ORDINARY


def correspondent_of(arrival: Arrival) -> Correspondent:
    """The person who writes, made when first heard of. Group and private address of one person meet.

    A number that was typed (on the form, at the desk) proves nothing about who typed it: each stands alone, so that
    nobody learns by typing a number whether it was here before, nor what became of it.
    """
    typed = arrival.channel in TYPED
    mark = address_hash(
        arrival.channel, arrival.account, f"{arrival.address}|{drawn_id(24)}" if typed else arrival.address
    )
    now = clock.now()
    known = Correspondent.objects.filter(channel=arrival.channel, account=arrival.account, address_hash=mark).first()
    if known is not None:
        Correspondent.objects.filter(pk=known.pk).update(last_contact_at=now)
        return known
    held = vault.new_key("person")
    return Correspondent.objects.create(
        channel=arrival.channel,
        account=arrival.account,
        address_hash=mark,
        person_key=held.id,
        address=held.seal_text(arrival.address, row=f"address:{mark.hex()}"),
        last_contact_at=now,
    )
