"""Calls that were kept because an account's secret did not fit: asked again once it was corrected."""

from __future__ import annotations

import base64
import json

from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.door import UNBELIEVED, Answer, accept, row_name
from lantoa.delivery.logic.messenger import Call
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Account, Inbox
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.states import InboxState
from lantoa.kit.seal import SealBroken
from lantoa.vault.queries import KeyDestroyed


def recheck(account: Account) -> int:
    """Offer the kept calls of an account to the door again; those it believes now are stored. Returns how many."""
    forget_accounts()
    taken = 0
    for row in Inbox.objects.filter(account=account, state=InboxState.PARKED, fault=UNBELIEVED).order_by("pk"):
        name = row_name(row.channel, row.account_id, row.external_id, row.content)
        try:
            kept = json.loads(held(row.key or 0).unseal(bytes(row.body or b""), row=name))
        except (SealBroken, KeyDestroyed):
            continue
        call = Call(base64.b64decode(kept["body"]), kept["headers"])
        if accept(all_messengers()[account.kind], call) is Answer.STORED:
            row.delete()
            taken += 1
    return taken
