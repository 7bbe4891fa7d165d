"""Name, number and place that somebody hands over on the messenger: they belong to the person, not to a matter."""

from __future__ import annotations

from django.db import transaction

from lantoa.conversations.actions.correspond import address_hash
from lantoa.conversations.models import Correspondent
from lantoa.delivery.logic import Inbound
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import text as words
from lantoa.vault.queries import hold

LIMIT = 1000


@transaction.atomic
def handed_over(*, by: Actor, inbound: Inbound) -> bool:
    """Seal it under the person's own key, beside the address: shown only when an identity is opened, gone with it.

    Somebody who never wrote has nothing here that it could belong to. Returns whether it was kept.
    """
    mark = address_hash(inbound.channel, inbound.account_id, inbound.author)
    known = Correspondent.objects.filter(channel=inbound.channel, account=inbound.account_id, address_hash=mark)
    person = known.filter(closed_at=None).first()
    said = words.clean_incoming(inbound.text, LIMIT).strip()
    if person is None or not said:
        return False
    person.contact = hold(person.person_key).seal_text(said, row=f"contact:{mark.hex()}")
    person.save(update_fields=["contact"])
    write(by=by, verb="person.contact_given", about=f"person:{person.pk}")
    return True
