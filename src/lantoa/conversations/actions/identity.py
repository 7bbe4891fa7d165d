"""Who a reporter is: asked for with a reason, agreed to by a second person, shown once and written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lantoa.accounts.queries import role_words
from lantoa.conversations import rules
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.openings import may_decide_where_it_lies
from lantoa.conversations.states import Channel
from lantoa.journal.logic import Actor
from lantoa.kit.seal import HeldKey
from lantoa.vault import actions as vault
from lantoa.vault.models import Opening
from lantoa.vault.queries import KeyDestroyed, hold


class NobodyKnown(Exception):
    """Nothing is kept of who this was: told without a name, or destroyed since."""


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """What is kept of a reporter: the channel, the address there (a phone number, a messenger's id), and what they
    handed over when asked (lines of text, mostly none)."""

    channel: str
    address: str
    contact: str = ""


def ask(*, by: Actor, thread: Thread, reason: str, delay_until: datetime | None = None, ground: str = "") -> Opening:
    """Ask to see who reported this matter. Raises NotAllowed, NobodyKnown and what ``vault.ask`` raises."""
    if not rules.may_read(by, thread):
        raise NotAllowed
    if thread.correspondent is None or not thread.correspondent.address:
        raise NobodyKnown
    return vault.ask(
        by=by,
        thread=thread.n,
        unit=thread.desk.unit_id,
        reason=reason,
        role=role_words(by),
        delay_until=delay_until,
        ground=ground,
    )


def show(*, by: Actor, thread: Thread, opening: Opening) -> Identity:
    """Look, after the second person agreed. Each look is a line. Raises NotAllowed, NobodyKnown, vault's TooLate."""
    if not rules.may_read(by, thread) or opening.thread != thread.n:
        raise NotAllowed
    person = thread.correspondent
    if person is None or not person.address:
        raise NobodyKnown
    try:
        held: HeldKey = hold(person.person_key)
    except KeyDestroyed as fault:
        raise NobodyKnown from fault
    with transaction.atomic():
        vault.open_identity(by=by, opening=opening)
    mark = bytes(person.address_hash).hex()
    address = held.unseal_text(bytes(person.address), row=f"address:{mark}")
    contact = held.unseal_text(bytes(person.contact), row=f"contact:{mark}") if person.contact else ""
    channel = str(Channel(person.channel).label) if person.channel in Channel.values else person.channel
    return Identity(channel, address, contact)


def decide(*, by: Actor, opening: Opening, agreed: bool) -> Opening:
    """The second person's word. Raises NotAllowed (also vault's) and vault's TooLate.

    What lies above the units is about them: there only the inspectorate is the second person.
    """
    if not may_decide_where_it_lies(by, opening):
        raise NotAllowed
    return vault.consent(by=by, opening=opening) if agreed else vault.refuse(by=by, opening=opening)
