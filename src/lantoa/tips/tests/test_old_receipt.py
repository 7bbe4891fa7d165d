"""Receipts of before the fast look-up lead back as they did, and cost nobody else anything."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts, slow_receipts
from lantoa.conversations.models import Receipt
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from lantoa.tips.tests.form import text

pytestmark = pytest.mark.django_db
STORY = "Có người trộm xe ở đầu hẻm"
UNKNOWN = "Không tìm thấy tin với mã này"


@pytest.fixture
def receipt(house):
    drawn = receipts.draw()
    receive(by=FORM, prepared=intake.prepare(arrival(STORY, unit=house.here.pk, kind="tip"), receipt=drawn))
    return drawn


@pytest.fixture
def old_receipt(receipt):
    """As receipts were kept then."""
    Receipt.objects.update(slow=True, lookup=slow_receipts.lookup_of(receipt.digits))
    return receipt


def it_opens_the_thread_with_a_receipt_of_before_the_fast_look_up(client, old_receipt):
    assert STORY in text(client.post("/tin/", {"ma": old_receipt.digits}))
    assert UNKNOWN in text(client.post("/tin/", {"ma": receipts.draw().digits}))


def it_asks_to_press_again_when_many_look_old_receipts_up_at_once(client, old_receipt, monkeypatch):
    def busy(digits):
        raise slow_receipts.Busy

    monkeypatch.setattr(slow_receipts, "lookup_of", busy)

    page = text(client.post("/tin/", {"ma": old_receipt.digits}))

    assert "Đợi vài giây" in page and old_receipt.digits in page


def it_hashes_slowly_for_nobody_once_no_old_receipt_is_left(client, receipt, monkeypatch):
    monkeypatch.setattr(slow_receipts, "lookup_of", None)

    assert STORY in text(client.post("/tin/", {"ma": receipt.digits}))
    assert UNKNOWN in text(client.post("/tin/", {"ma": receipts.draw().digits}))
