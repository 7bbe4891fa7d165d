"""What the house says by itself: the number to call, the way back, *where?*, an invitation."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from lantoa.conversations.actions import keep
from lantoa.conversations.actions.correspond import address_hash, rank_of
from lantoa.conversations.logic import texts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.logic.receipts import Drawn
from lantoa.conversations.models import Correspondent, Invitation, Message, Receipt, Thread
from lantoa.conversations.states import GETS_RECEIPT, LEADS_TO_TIP, Chip, Direction, Kind
from lantoa.delivery import actions as delivery
from lantoa.delivery.queries import may
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock
from lantoa.vault.queries import hold

_STATUS = "status"
_INVITE_EVERY = timedelta(days=30)
_RECEIPTS_A_DAY = 5
"""Each answer by SMS costs, and whoever forges a sender can ask in another's name."""
_INVITED_KINDS = frozenset({Kind.TIP, Kind.EMERGENCY, Kind.COMPLAINT})


def first_words(
    *, by: Actor, thread: Thread, arrival: Arrival, person: Correspondent | None, receipt: Drawn | None
) -> None:
    """The first automatic answer, as outbox rows of the intake's own transaction.

    In an emergency one short text and then nothing unasked: the person may be hiding. In a group only
    a private invitation. By SMS no content: the emergency number, and how to ask for a receipt.
    """
    if arrival.account is None or person is None:
        return
    if arrival.in_group:
        _invite(thread, arrival)
        return
    if thread.kind == Kind.EMERGENCY:
        _say(thread, arrival, texts.emergency(thread.category, arrival.text), "emergency")
        return
    address, when = settings.PUBLIC_ADDRESS, f"{clock.here(thread.due_at):%H:%M ngày %d/%m}"
    if arrival.channel == "sms":
        if thread.kind in LEADS_TO_TIP:
            _say(thread, arrival, texts.SMS_RECEIVED.format(address=address, when=when), _STATUS)
        return
    if thread.kind not in GETS_RECEIPT:
        return
    if receipt is not None:
        _say(thread, arrival, texts.STATUS.format(address=address, when=when), _STATUS)
        _say(thread, arrival, texts.RECEIPT.format(digits=receipt.in_groups()), "receipt")
    if thread.chip == Chip.WHERE:
        Correspondent.objects.filter(pk=person.pk).update(asked_where_at=clock.now())
        _say(thread, arrival, texts.WHERE, "where")


def first_answer_left(thread: Thread) -> bool:
    """Whether the house has told this person, by a message of its own, that the matter was received."""
    return Message.objects.filter(thread=thread, outbox_key=f"{_STATUS}:{thread.public_id}").exists()


def asked_for_receipt(*, by: Actor, thread: Thread, arrival: Arrival, receipt: Drawn | None) -> None:
    """*Xin mã*: the person asks for a receipt on the channel; each time a fresh one is made and sent, five times a day.
    The sixth is told so once; all receipts go on leading back."""
    if arrival.account is None or receipt is None or not texts.asks_for_receipt(arrival.text):
        return
    now = clock.now()
    if Receipt.objects.filter(thread=thread, made_at__gt=now - timedelta(days=1)).count() >= _RECEIPTS_A_DAY:
        key = f"enough:{thread.public_id}:{clock.here(now):%Y%m%d}"
        if not Message.objects.filter(thread=thread, outbox_key=key).exists():
            _say(thread, arrival, texts.RECEIPTS_ENOUGH, "receipt", key=key)
        return
    Receipt.objects.create(lookup=receipt.lookup, nonce=receipt.nonce, thread=thread, made_at=now)
    written = texts.SMS_RECEIPT if arrival.channel == "sms" else texts.RECEIPT
    reply = written.format(digits=receipt.in_groups(), address=settings.PUBLIC_ADDRESS)
    _say(thread, arrival, reply, "receipt", key=f"receipt:{thread.public_id}:{keep.drawn_id()}")


def _say(thread: Thread, arrival: Arrival, reply: str, purpose: str, *, key: str = "") -> None:
    if arrival.account is None:
        return
    text, key = texts.as_written(arrival.text, reply), key or f"{purpose}:{thread.public_id}"
    keep.message(thread, hold(thread.key), texts.without_receipt(text), direction=Direction.AUTO,
                 channel=arrival.channel, outbox_key=key)  # fmt: skip
    delivery.send(by=HOUSE, account=arrival.account, address=arrival.address, text=text, thread=thread.n,
                  key=key, purpose=purpose, rank=rank_of(thread))  # fmt: skip


def _invite(thread: Thread, arrival: Arrival) -> None:
    if thread.kind not in _INVITED_KINDS or not may(arrival.account or 0, "invite"):
        return
    mark, now = address_hash("zalo_group", arrival.account, arrival.address), clock.now()
    invited, made = Invitation.objects.get_or_create(address_hash=mark, defaults={"at": now})
    if not made and invited.at > now - _INVITE_EVERY:
        return
    Invitation.objects.filter(pk=invited.pk).update(at=now)
    text = texts.INVITATION.format(address=settings.PUBLIC_ADDRESS)
    if thread.kind == Kind.EMERGENCY:
        text = f"{texts.emergency(thread.category, arrival.text)} {text}"
    _say(thread, arrival, text, "invitation")
