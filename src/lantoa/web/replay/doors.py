"""Each message by its own door, and the mark by which it is found again inside."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lantoa.accounts.models import Post
from lantoa.accounts.queries import actor_of
from lantoa.accounts.states import Role
from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.logic.events import source_of
from lantoa.tips.actions.desk import take_call
from lantoa.web.replay.form import Form, FormRefused
from lantoa.web.replay.rows import Row
from lantoa.web.replay.standin import Standin

PATIENCE = (0.2, 0.5, 1.0, 2.0)
GROUP = "Tổ nhân dân tự quản (giả lập)"


@dataclass
class Sent:
    """A row that went through a door: the event's id there, or the receipt the person was shown."""

    row: Row
    event: str = ""
    account: int | None = None
    digits: str = ""
    fault: str = ""

    def source(self, content: str = "") -> bytes:
        """How the house marks the event it came by; ``content`` as the inbox noted it."""
        channel = {"zalo_group": "zalo_oa"}.get(self.row.channel, self.row.channel)
        return source_of(channel, self.account, self.event, content)


@dataclass
class Doors:
    """All doors of one house. ``run`` keeps the ids of two replays of one file apart."""

    url: str
    run: str
    zalo: Standin
    sms: Standin
    oa_id: str
    accounts: dict[str, int]
    gone: list[Sent] = field(default_factory=list)

    def send(self, row: Row) -> Sent:
        """Through the door of its channel; what a door refuses is kept with the reason."""
        doors: dict[str, Callable[[Row], Sent]] = {
            "zalo_oa": self._zalo,
            "zalo_group": self._zalo,
            "sms": self._sms,
            "web": self._web,
            "hotline_note": self._desk,
        }
        sent = doors[row.channel](row)
        self.gone.append(sent)
        return sent

    def _id(self, row: Row) -> str:
        return hashlib.sha256(f"{self.run}|{row.id}".encode()).hexdigest()[:20]

    def _zalo(self, row: Row) -> Sent:
        event = self._id(row)
        said: dict[str, Any] = {
            "oa_id": self.oa_id,
            "user": f"Dân {self.run} {row.id}",
            "text": row.text,
            "msg_id": event,
        }
        said |= {"timestamp": int(row.at.timestamp() * 1000), "copies": row.copies}
        if row.channel == "zalo_group":
            said["group"] = GROUP
        self.zalo.post("say", said)
        return Sent(row, event, self.accounts["zalo"])

    def _sms(self, row: Row) -> Sent:
        event = self._id(row)
        number = f"0900{int(event[:6], 16) % 1_000_000:06d}"
        said = {"from": number, "text": row.text, "id": event, "sent_at": row.at.isoformat()}
        status = 0
        for _ in range(row.copies):
            for wait in PATIENCE:
                status = self.sms.post("say", said)["status"]
                if 200 <= status < 300:
                    break
                time.sleep(wait)
        fault = "" if 200 <= status < 300 else f"the door of short messages answered {status}"
        return Sent(row, event, self.accounts["sms"], fault=fault)

    def _web(self, row: Row) -> Sent:
        try:
            return Sent(row, digits=Form(self.url).report(row.text, copies=row.copies))
        except FormRefused as no:
            return Sent(row, fault=str(no))

    def _desk(self, row: Row) -> Sent:
        """The duty desk's own action, by whoever has a duty post."""
        post = Post.objects.filter(role=Role.DUTY, until__isnull=True, staff__is_active=True).order_by("pk").first()
        if post is None:
            return Sent(row, fault="nobody has a duty post: calls need an officer who takes them down")
        by, drawn = actor_of(post.staff), receipts.draw()
        arrival = Arrival(
            channel="hotline_note",
            text=row.text,
            sent_at=row.at,
            external_id=drawn.nonce,
            unit=by.unit,
            mode="anonymous",
        )
        prepared = intake.prepare(arrival, receipt=drawn)
        for _ in range(row.copies):
            take_call(by=by, prepared=prepared, drawn=drawn)
        return Sent(row, event=drawn.nonce, digits=drawn.digits)
