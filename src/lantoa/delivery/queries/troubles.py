"""Accounts that cannot send or receive as they should, in words for ``doctor`` and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.delivery.models import Account, Grant, Inbox
from lantoa.delivery.queries.outlook import left_of
from lantoa.delivery.queries.switches import SWITCHES
from lantoa.delivery.states import InboxState


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an account: a code, a sentence for ``doctor`` (English) and one for the page (Vietnamese)."""

    account: str
    code: str
    sentence: str
    named: str
    words: str


KINDS = {"zalo_oa": "Zalo", "sms": "SMS"}
SAID = {
    "secret": (
        "{n} events came whose signature does not fit: is the secret right? They are kept for a day; connect the "
        "account again with the right secret.",
        "Có {n} tin đến không khớp chữ ký, có thể khóa bí mật gõ sai. Tin được giữ một ngày: nối lại với khóa đúng.",
    ),
    "silent": (
        "no true event has come yet; is the webhook saved and switched on?",
        "Chưa nhận được tin nào. Xem lại địa chỉ webhook đã lưu và đã bật chưa.",
    ),
    "receives_only": (
        "it may not send: connect it with --app-secret-file and --token-file.",
        "Tài khoản chỉ nhận được tin, chưa được phép gửi. Trả lời đang chờ; bà con vẫn đọc được ở trang xem tin.",
    ),
    "grant_lost": (
        "its consent is used up: issue a new refresh token and connect it again.",
        "Quyền gửi đã hết. Xin lại quyền rồi nối lại; trả lời đang chờ, bà con vẫn đọc được ở trang xem tin.",
    ),
    "refresh": (
        "its token could not be renewed ({fault}).",
        "Chưa gia hạn được quyền gửi. Hệ thống tự thử lại.",
    ),
    "off": ("switched off: {off}.", "Đang tắt: {off_words}."),
    "spent": (
        "its package is used up: messages after the free hours wait (lantoa account ID --on charge lets them cost).",
        "Đã hết lượt gửi của gói. Ai im lặng quá 48 giờ thì trả lời chờ họ nhắn lại.",
    ),
}
OFF_WORDS = {"send": "gửi tin", "picture": "gửi hình", "invite": "mời người trong nhóm nhắn riêng"}


def troubles() -> list[Trouble]:
    """Accounts that cannot receive or send as they should."""
    found: list[Trouble] = []
    for account in Account.objects.select_related("grant", "unit").filter(active=True).order_by("pk"):
        for code, facts in (*_in(account), *_out(account)):
            sentence, words = SAID[code]
            named = f"{KINDS.get(account.kind, account.kind)} của {account.unit.name} ({account.external_id})"
            found.append(Trouble(str(account), code, sentence.format(**facts), named, words.format(**facts)))
    return found


def _in(account: Account) -> Iterator[tuple[str, dict[str, object]]]:
    if account.verified_at is None:
        kept = Inbox.objects.filter(account=account, state=InboxState.PARKED, fault="unverified").count()
        yield ("secret", {"n": kept}) if kept else ("silent", {})


def _out(account: Account) -> Iterator[tuple[str, dict[str, object]]]:
    grant: Grant | None = getattr(account, "grant", None)
    if account.kind == "zalo_oa" and grant is None:
        yield "receives_only", {}
    elif grant is not None and grant.lost_at is not None:
        yield "grant_lost", {}
    elif grant is not None and grant.fault:
        yield "refresh", {"fault": grant.fault}
    off = [name for name in SWITCHES if name in OFF_WORDS and not getattr(account, f"may_{name}")]
    if off:
        yield "off", {"off": ", ".join(off), "off_words": ", ".join(OFF_WORDS[name] for name in off)}
    if left_of(account.pk) == 0 and not account.may_charge:
        yield "spent", {}
