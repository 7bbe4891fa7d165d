"""What is set aside: ids, classes and words, never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.queries.waiting import why
from lantoa.delivery.rules import may_see_stuck
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.journal.logic import Actor


@dataclass(frozen=True, slots=True)
class Stuck:
    """One row on the page of stuck work. ``box`` is ``inbox`` or ``outbox``."""

    box: str
    id: int
    what: str
    fault: str
    why: str
    tries: int
    since: datetime


INBOX_WHY = {
    "unverified": "Chữ ký không khớp và tài khoản này chưa nhận được sự kiện đúng nào: khóa bí mật có thể gõ sai.",
    "several_accounts": "Nhiều tài khoản cùng ứng dụng dùng chung một khóa, không biết sự kiện này của ai.",
    "shape": "Ứng dụng nhắn tin gửi một dạng chưa biết. Nội dung vẫn được giữ kín.",
    "media": "Không tải được tệp kèm theo.",
}


def parked(actor: Actor, *, limit: int = 200) -> list[Stuck]:
    """Events and messages a person has to look at, oldest first. Empty for whoever may not see them."""
    if not may_see_stuck(actor):
        return []
    events = Inbox.objects.filter(state=InboxState.PARKED).order_by("id").defer("body")[:limit]
    letters = Outbox.objects.filter(state=OutboxState.PARKED).order_by("id").defer("body", "picture")[:limit]
    return [Stuck("inbox", r.pk, r.channel, r.fault, _inbox_why(r.fault), r.tries, r.received_at) for r in events] + [
        Stuck("outbox", r.pk, r.purpose, r.fault, why(r.fault), r.tries, r.made_at) for r in letters
    ]


def _inbox_why(fault: str) -> str:
    return INBOX_WHY.get(fault.partition(":")[0], "Không xử lý được. Nội dung vẫn được giữ kín.")
