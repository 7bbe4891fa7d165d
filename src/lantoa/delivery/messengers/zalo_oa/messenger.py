"""The object the house speaks to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Heard, Letter, Pair, Secrets, Sent, UnknownShape, WindowRule
from lantoa.delivery.logic.texts import split_text
from lantoa.delivery.messengers import http
from lantoa.delivery.messengers.zalo_oa import client, door, events

LIMIT = 2000


class ZaloOA:
    """Zalo Official Account, v3 messages, OAuth v4."""

    kind = "zalo_oa"
    needs_grant = True
    per_minute = 100
    window = WindowRule(free=timedelta(hours=48), open=timedelta(days=7))

    def hear(self, call: Call) -> Heard | None:
        return door.hear(call)

    def signed(self, call: Call, app_id: str, secrets: Secrets) -> bool:
        return door.signed(call, app_id, secrets.secret)

    def parse(self, body: bytes, external_id: str, account: str) -> Inbound | None:
        return events.parse(body, external_id, account)

    def join(self, pieces: Sequence[bytes | None]) -> bytes:
        raise UnknownShape("pieces")

    def split(self, text: str) -> list[str]:
        return split_text(text, LIMIT)

    def calls(self, letter: Letter) -> int:
        return client.calls(letter)

    def send(self, letter: Letter, secrets: Secrets, access: str) -> Sent:
        return client.send(letter, access)

    def refresh(self, app_id: str, app_secret: str, refresh: str) -> Pair:
        return client.refresh(app_id, app_secret, refresh)

    def fetch(self, url: str, limit: int) -> bytes:
        return http.fetch(url, limit, client.MEDIA_HOSTS)
