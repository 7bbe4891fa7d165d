"""The object the house speaks to. SMS is read by others on its way: what may be said by it is decided above, where
only fixed texts and answers to plain questions are sent by it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Fault, Heard, Letter, Pair, Secrets, SendRefused, Sent
from lantoa.delivery.logic.texts import split_text
from lantoa.delivery.messengers.http import post
from lantoa.delivery.messengers.sms import door

LIMIT = 600
"""About nine short messages with Vietnamese marks; gateways join them again on the phone."""


class Sms:
    """A gateway that takes ``{"to", "text", "id"}`` at one address; the same id is sent once."""

    kind = "sms"
    needs_grant = False
    per_minute = 300
    window = None

    def hear(self, call: Call) -> Heard | None:
        return door.hear(call)

    def signed(self, call: Call, app_id: str, secrets: Secrets) -> bool:
        return door.signed(call, secrets.secret)

    def parse(self, body: bytes, external_id: str, account: str) -> Inbound | None:
        return door.parse(body, external_id)

    def join(self, pieces: Sequence[bytes | None]) -> bytes:
        return door.join(pieces)

    def split(self, text: str) -> list[str]:
        return split_text(text, LIMIT)

    def calls(self, letter: Letter) -> int:
        return 1

    def send(self, letter: Letter, secrets: Secrets, access: str) -> Sent:
        if not secrets.address:
            raise SendRefused(Fault.NO_GRANT)
        if letter.picture is not None and not letter.text:
            raise SendRefused(Fault.PERMANENT, "picture")
        origin, _, path = secrets.address.partition("://")[2].partition("/")
        scheme = secrets.address.partition("://")[0]
        body = json.dumps({"to": letter.address, "text": letter.text, "id": letter.key}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secrets.app_secret}"}
        reply = post(f"{scheme}://{origin}", f"/{path}", body, headers)
        if reply.status in (401, 403):
            raise SendRefused(Fault.CONFIG, str(reply.status))
        if reply.status == 429:
            raise SendRefused(Fault.RATE, "429")
        if reply.status == 400:
            raise SendRefused(Fault.PERMANENT, "400")
        if not 200 <= reply.status < 300:
            raise SendRefused(Fault.RETRY, str(reply.status))
        return Sent(_id(reply.body))

    def refresh(self, app_id: str, app_secret: str, refresh: str) -> Pair:
        raise SendRefused(Fault.NO_GRANT)

    def fetch(self, url: str, limit: int) -> bytes:
        raise SendRefused(Fault.PERMANENT, "no_media")


def _id(body: bytes) -> str:
    """The gateway's id. An answer that is not JSON is no promise that it was sent. Raises SendRefused."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise SendRefused(Fault.RETRY, "not_json") from fault
    return str(answer.get("id", "")) if isinstance(answer, dict) else ""
