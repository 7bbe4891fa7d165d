"""What is set aside, and accounts that cannot send or receive: ids, classes and words, never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.delivery.models import Account, Grant, Inbox, Outbox
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


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an account, as a code and a sentence (English, for ``doctor``)."""

    account: str
    code: str
    sentence: str


def troubles() -> list[Trouble]:
    """Accounts that cannot receive or send as they should."""
    found: list[Trouble] = []
    grants = {grant.account_id: grant for grant in Grant.objects.all()}
    for account in Account.objects.filter(active=True).order_by("pk"):
        name, grant = str(account), grants.get(account.pk)
        if account.verified_at is None:
            kept = Inbox.objects.filter(account=account, state=InboxState.PARKED, fault="unverified").count()
            if kept:
                found.append(
                    Trouble(
                        name,
                        "secret",
                        f"{kept} events came whose signature does not fit: is the secret right? They are kept for a day; connect the account again with the right secret.",
                    )
                )
            else:
                found.append(
                    Trouble(name, "silent", "no true event has come yet; is the webhook saved and switched on?")
                )
        if account.kind == "zalo_oa" and grant is None:
            found.append(
                Trouble(name, "receives_only", "it may not send: connect it with --app-secret-file and --token-file.")
            )
        elif grant is not None and grant.lost_at is not None:
            found.append(
                Trouble(name, "grant_lost", "its consent is used up: issue a new refresh token and connect it again.")
            )
        elif grant is not None and grant.fault:
            found.append(Trouble(name, "refresh", f"its token could not be renewed ({grant.fault})."))
    return found
