"""A short message to the duty number when nobody takes a ring over."""

from __future__ import annotations

from django.conf import settings

from lantoa.delivery.actions.send import send
from lantoa.delivery.queries.texting import duty_number, text_account
from lantoa.journal.logic import HOUSE

WORDS = "Có tin khẩn quá một phút chưa ai nhận. Mở {address}/can-bo/chuong/"
"""Says that something waits, never what: a phone's screen is read by whoever is near."""


def text_duty(*, ring: int, unit: int, since: str = "") -> None:
    """Once for a ringing and a number, however many units it reaches on its way up; nothing where no account can send
    short messages or no number is set."""
    account, number = text_account(unit), duty_number(unit)
    if account is None or not number:
        return
    words = WORDS.format(address=settings.PUBLIC_ADDRESS)
    send(by=HOUSE, account=account, address=number, text=words, key=f"ring:{ring}:{since}:{number}", purpose="duty")
