"""Only the same event is dropped: an id that comes again with other content is another one, and no clock decides."""

import json
from datetime import timedelta

import pytest

from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tests.conftest import event, sign
from lantoa.delivery.tests.test_accept import opened
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


def it_stores_other_words_under_an_id_that_was_used_before(account, post):
    said = event()
    post(said)

    assert post({**said, "message": {**said["message"], "text": "khác"}}).status_code == 200
    assert post({**said, "sender": {"id": "999"}}).status_code == 200

    assert [json.loads(opened(row))["message"]["text"] for row in Inbox.objects.order_by("pk")] == [
        "Xin chào",
        "khác",
        "Xin chào",
    ]


@pytest.mark.parametrize("stamp", ["0", "1000000000000", "1400000000000", "1790000000000", "9999999999999", None, ""])
def it_lets_no_far_clock_decide_what_is_told(account, post, stamp):
    raw = json.dumps(event(timestamp=stamp)).encode()
    header = {} if stamp else {"X-ZEvent-Timestamp": "5"}

    assert post(body=raw, mac=sign(raw, stamp=stamp or "5"), **header).status_code == 200

    assert Inbox.objects.get().state == InboxState.STORED


@pytest.mark.parametrize("years", [-30, 30])
def it_takes_everything_while_its_own_clock_is_wrong(account, post, years):
    with clock.moved(clock.now() + timedelta(days=365 * years)):
        assert post().status_code == 200

    assert Inbox.objects.get().state == InboxState.STORED
