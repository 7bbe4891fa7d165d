"""A colleague answered in the messenger's own tool: the thread must show what was said there."""

from __future__ import annotations

from django.db import transaction

from lantoa.conversations.actions import cards, keep
from lantoa.conversations.actions.correspond import address_hash
from lantoa.conversations.logic.events import source_of
from lantoa.conversations.models import Correspondent, Message
from lantoa.conversations.queries.threads import open_thread_at
from lantoa.conversations.states import Direction
from lantoa.delivery.logic import Inbound
from lantoa.delivery.queries.known import known_by_id
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import text as words
from lantoa.vault.queries import hold


@transaction.atomic
def written_elsewhere(*, by: Actor, inbound: Inbound) -> Message | None:
    """Keep what staff wrote outside the house in the person's open thread of that account's own unit, never in one that
    lies with another unit or above: whoever answers there does not know of it. None where there is none."""
    mark = address_hash(inbound.channel, inbound.account_id, inbound.author)
    person = Correspondent.objects.filter(
        channel=inbound.channel, account=inbound.account_id, address_hash=mark
    ).first()
    account = known_by_id(inbound.account_id) if inbound.account_id is not None else None
    thread = open_thread_at(person.pk, account.unit_id if account else None) if person is not None else None
    source = source_of(inbound.channel, inbound.account_id, inbound.external_id, inbound.content)
    if thread is None or Message.objects.filter(source=source).exists():
        return None
    text = words.clean_incoming(inbound.text)
    message = keep.message(thread, hold(thread.key), text, direction=Direction.OUT, channel=inbound.channel,
                           sent_at=inbound.sent_at, source=source)  # fmt: skip
    cards.answered(thread=thread)
    write(by=by, verb="thread.answered_elsewhere", unit=thread.desk.unit_id, thread=thread.n,
          about=f"message:{message.pk}")  # fmt: skip
    return message
