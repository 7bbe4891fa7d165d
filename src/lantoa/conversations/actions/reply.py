"""Writing to the resident, and to colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction

from lantoa.accounts.models import Staff
from lantoa.conversations import rules
from lantoa.conversations.actions import cards, keep
from lantoa.conversations.actions.correspond import rank_of
from lantoa.conversations.logic import receipts, texts
from lantoa.conversations.models import Message, Receipt, Thread
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.states import Direction, Kind
from lantoa.delivery import actions as delivery
from lantoa.delivery.queries import may
from lantoa.journal.actions import write
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock, keys
from lantoa.kit import text as words
from lantoa.media import actions as media
from lantoa.media.logic.take import Taken, small_picture
from lantoa.vault import actions as vault
from lantoa.vault.queries import hold

LIMIT = 10_000


class NotAllowed(Exception):
    """This person may not do this with this thread."""


class EmptyText(Exception):
    """There is nothing to send."""


@dataclass(frozen=True, slots=True, repr=False)
class Ready:
    """An answer with what must be drawn before the transaction."""

    text: str
    receipt: receipts.Drawn | None
    pictures: tuple[bytes, ...] = ()


def prepare(thread: Thread, text: str, files: Sequence[Taken] = ()) -> Ready:
    """Clean the text, draw the receipt that an emergency still owes, and make pictures small enough for
    the messenger the person came by. Call outside a transaction.

    Raises EmptyText.
    """
    cleaned = words.clean_incoming(text, LIMIT).strip()
    if not cleaned:
        raise EmptyText
    owes = thread.kind == Kind.EMERGENCY and thread.channel == "zalo_oa"
    receipt = receipts.draw() if owes and not thread.receipts.exists() else None
    by_messenger = thread.account is not None and thread.channel != "sms" and may(thread.account, "picture")
    small = [small_picture(one) for one in files if one.kind == "picture"] if by_messenger else []
    return Ready(cleaned, receipt, tuple(small))


@transaction.atomic
def answer(
    *, by: Actor, thread: Thread, ready: Ready, files: Sequence[Taken] = (),
    leak_reason: str = "",
) -> Message:  # fmt: skip
    """Store an answer in the thread and, where the person came by a messenger, send it there too.

    What cannot leave waits in the outbox; the status page shows the answer at once either way.
    ``leak_reason``: why a text that the leak check warned about goes out all the same (journal).
    Raises NotAllowed.
    """
    if not rules.may_answer(by, thread) and by.kind != "house":
        raise NotAllowed
    held = hold(thread.key)
    author = Staff.objects.filter(pk=by.id).first() if by.kind == "staff" else None
    key = f"answer:{keep.drawn_id()}" if thread.account is not None else ""
    kept = tuple(f.pk for f in media.keep(by=by, owner=thread.n, key=held, taken=files, unit=thread.desk.unit_id))
    message = keep.message(
        thread,
        held,
        ready.text,
        direction=Direction.OUT,
        channel=thread.channel,
        author=author,
        files=kept,
        outbox_key=key,
    )
    if thread.account is not None:
        _send(thread, thread.account, ready, key)
    cards.add_words(thread=thread, text=ready.text)
    overtaken_at = threads.overtaken_at(thread, by.id) if by.kind == "staff" else None
    cards.answered(thread=thread, read=by.kind != "house", overtaken_at=overtaken_at)
    reason = (
        vault.labelled_key("purpose", "journal reasons").seal_text(leak_reason, row="reason") if leak_reason else b""
    )
    write(by=by, verb="thread.answered", unit=thread.desk.unit_id, thread=thread.n,
          about=f"message:{message.pk}", digest=keys.hashed("said/1", ready.text), reason=reason)  # fmt: skip
    return message


def _send(thread: Thread, account: int, ready: Ready, key: str) -> None:
    person = thread.correspondent
    address = sealed.address_of(person) if person is not None and person.closed_at is None else ""
    if not address:
        return
    by_sms = thread.channel == "sms" and thread.kind != Kind.QUESTION
    text = texts.NEWS_BY_SMS.format(address=settings.PUBLIC_ADDRESS) if by_sms else ready.text
    first, *others = ready.pictures or (None,)
    send = partial(delivery.send, by=HOUSE, account=account, address=address, thread=thread.n, rank=rank_of(thread))
    send(text=text, picture=first, key=key, purpose="news" if by_sms else "answer")
    for number, picture in enumerate(others, start=2):
        send(text="", picture=picture, key=f"{key}/{number}", purpose="answer")
    if ready.receipt is not None:
        drawn = ready.receipt
        Receipt.objects.create(lookup=drawn.lookup, nonce=drawn.nonce, thread=thread, made_at=clock.now())
        text = texts.RECEIPT.format(digits=drawn.in_groups())
        send(text=text, key=f"receipt:{thread.public_id}", purpose="receipt")


@transaction.atomic
def note(*, by: Actor, thread: Thread, text: str) -> Message:
    """A word to colleagues: never leaves, never stands on the status page. Raises NotAllowed, EmptyText."""
    if not rules.may_answer(by, thread):
        raise NotAllowed
    cleaned = words.clean_incoming(text, LIMIT).strip()
    if not cleaned:
        raise EmptyText
    author = Staff.objects.filter(pk=by.id).first()
    message = keep.message(thread, hold(thread.key), cleaned, direction=Direction.NOTE, channel=thread.channel,
                           author=author)  # fmt: skip
    write(by=by, verb="thread.noted", unit=thread.desk.unit_id, thread=thread.n, about=f"message:{message.pk}")
    return message
