"""The object the house speaks to."""

from __future__ import annotations

from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Fault, Heard, Letter, Pair, Secrets, SendRefused
from lantoa.delivery.logic.texts import split_text
from lantoa.delivery.messengers.zalo_oa import door, events

LIMIT = 2000


class ZaloOA:
    """Zalo Official Account, v3 messages, OAuth v4."""

    kind = "zalo_oa"
    needs_grant = True
    rate = (100 / 60, 100.0)

    def hear(self, call: Call) -> Heard | None:
        return door.hear(call)

    def signed(self, call: Call, app_id: str, secrets: Secrets) -> bool:
        return door.signed(call, app_id, secrets.secret)

    def parse(self, body: bytes, external_id: str, account: str) -> Inbound | None:
        return events.parse(body, external_id, account)

    def split(self, text: str) -> list[str]:
        return split_text(text, LIMIT)

    def send(self, letter: Letter, secrets: Secrets, access: str) -> str:
        raise SendRefused(Fault.CONFIG, "unready")

    def refresh(self, app_id: str, app_secret: str, refresh: str) -> Pair:
        raise SendRefused(Fault.CONFIG, "unready")

    def fetch(self, url: str, limit: int) -> bytes:
        raise SendRefused(Fault.RETRY, "unready")
