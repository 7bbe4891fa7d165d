"""The messengers' door: believe a call, store it, answer."""

from __future__ import annotations

import base64
import json
import threading
import time
from datetime import timedelta
from enum import Enum

from lantoa.delivery.actions import group, seam
from lantoa.delivery.actions.day_key import day_key
from lantoa.delivery.actions.store import Arrival
from lantoa.delivery.logic.messenger import Call, Garbage, Heard, Messenger
from lantoa.delivery.queries.known import Known, known, known_of_app
from lantoa.delivery.states import InboxState
from lantoa.kit import clock

UNBELIEVED = "unverified"
UNBELIEVED_A_MINUTE = 20


class Answer(Enum):
    """What the caller hears, as an HTTP status."""

    STORED = 200
    GARBAGE = 400
    REFUSED = 401
    BUSY = 503


def accept(messenger: Messenger, call: Call) -> Answer:
    """Store one event durably and exactly once, then answer; a repetition is answered alike and changes nothing.

    A repetition has the same id *and* the same content. No clock of others decides what is too old to be told.

    Writes inbox rows only. A wrong signature stores nothing, except that an account never yet verified keeps a bounded
    number of sealed calls for a day: its secret may have been typed wrong.
    """
    try:
        heard = messenger.hear(call)
    except Garbage:
        return Answer.GARBAGE
    if heard is None:
        return Answer.STORED
    if not heard.signature:
        return Answer.REFUSED
    fitting = _fitting(messenger, call, heard)
    if not fitting:
        _keep_unbelieved(messenger, call, heard)
        return Answer.REFUSED
    _proven.add((fitting[0].id, fitting[0].secrets.secret))
    try:
        group.submit(_arrival(messenger.kind, fitting, call, heard))
    except group.Busy:
        return Answer.BUSY
    return Answer.STORED


def _fitting(messenger: Messenger, call: Call, heard: Heard) -> list[Known]:
    """The account whose secret made the signature, asked a second time in case a secret was just changed."""
    for fresh in (False, True):
        if call.account or heard.accounts:
            named = (
                known(messenger.kind, account, fresh=fresh) for account in (call.account, *heard.accounts) if account
            )
            asked = [k for k in named if k is not None][:2]
        else:
            asked = known_of_app(messenger.kind, heard.app_id, fresh=fresh)
        fitting = [k for k in asked if messenger.signed(call, k.app_id, k.secrets)]
        if fitting:
            return fitting if not heard.accounts else fitting[:1]
    return []


def _arrival(kind: str, fitting: list[Known], call: Call, heard: Heard) -> Arrival:
    now, key = clock.now(), day_key("inbox")
    account = fitting[0].id if len(fitting) == 1 else None
    external_id = heard.external_id if account else f"app:{fitting[0].app_id}:{heard.external_id}"
    state = InboxState.STORED if account else InboxState.PARKED
    return Arrival(
        channel=kind,
        account=account,
        external_id=external_id,
        content=heard.content,
        body=key.seal(call.body, row=row_name(kind, account, external_id, heard.content)),
        key=key.id,
        rank=0 if seam.urgent(heard.text) else 1,
        state=state,
        due=now,
        received_at=now,
        fault="" if account else "several_accounts",
    )


def row_name(kind: str, account: int | None, external_id: str, content: str = "") -> str:
    """What an inbox body is bound to."""
    return f"inbox:{kind}:{account or 0}:{external_id}" + (f":{content}" if content else "")


_guard = threading.Lock()
_minute: dict[int, tuple[int, int]] = {}
_proven: set[tuple[int, str]] = set()
"""Accounts and secrets that made a true signature in this process: a wrong one is nobody's typing error then."""


def _keep_unbelieved(messenger: Messenger, call: Call, heard: Heard) -> None:
    asked = [known(messenger.kind, a) for a in heard.accounts]
    account = next((k for k in asked if k is not None and not k.verified and k.app_id == heard.app_id), None)
    if account is None or (account.id, account.secrets.secret) in _proven or not _room(account.id):
        return
    now, key = clock.now(), day_key("inbox")
    external_id = f"{UNBELIEVED}:{heard.external_id}"
    headers = {name: value for name, value in call.headers.items() if name.startswith("x-zevent-")}
    plain = json.dumps({"body": base64.b64encode(call.body).decode(), "headers": headers}).encode()
    arrival = Arrival(
        channel=messenger.kind,
        account=account.id,
        external_id=external_id,
        body=key.seal(plain, row=row_name(messenger.kind, account.id, external_id)),
        key=key.id,
        rank=1,
        state=InboxState.PARKED,
        due=now + timedelta(days=1),
        received_at=now,
        fault=UNBELIEVED,
    )
    try:
        group.submit(arrival)
    except group.Busy:
        return


def _room(account: int) -> bool:
    """A few a minute and account in each process: whoever guesses cannot fill the disk."""
    minute = int(time.monotonic() // 60)
    with _guard:
        seen, count = _minute.get(account, (minute, 0))
        count = count + 1 if seen == minute else 1
        _minute[account] = (minute, count)
    return count <= UNBELIEVED_A_MINUTE
