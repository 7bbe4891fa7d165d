"""An event is known by one mark, whoever asks for it: intake, what staff wrote in the messenger's tool, a replay."""

import pytest

from lantoa.conversations.actions import intake, takeover
from lantoa.conversations.logic.events import source_of
from lantoa.conversations.models import Message
from lantoa.conversations.tests.makers import DOOR, zalo
from lantoa.delivery.logic import Inbound
from lantoa.delivery.models import Account
from lantoa.delivery.queries.known import account_key, secrets_row
from lantoa.kit import clock
from lantoa.web.replay.doors import Sent
from lantoa.web.replay.rows import Row


@pytest.fixture
def messenger(house):
    sealed = account_key().seal(b"{}", row=secrets_row("zalo_oa", "oa"))
    return Account.objects.create(
        kind="zalo_oa", external_id="oa", unit=house.here, secrets=sealed, made_at=clock.now()
    )


@pytest.mark.parametrize("content", ["", "a1b2"])
def it_marks_an_event_alike_in_intake_takeover_and_replay(house, messenger, content):
    event = {"external_id": "m-1", "content": content}
    told = zalo("Trộm xe", unit=house.here.pk, kind="tip", account=messenger.pk, **event)
    thread = intake.take_in(by=DOOR, prepared=intake.prepare(told)).thread
    mark = bytes(Message.objects.get(thread=thread, direction="in").source)
    Message.objects.filter(thread=thread, direction="in").update(source=None)

    here = {"channel": "zalo_oa", "account_id": messenger.pk, "author": "u-1"}
    inbound = Inbound(text="Dạ", sent_at=clock.now(), **here, **event)
    said = takeover.written_elsewhere(by=DOOR, inbound=inbound)

    assert mark == source_of("zalo_oa", messenger.pk, "m-1", content)
    assert bytes(said.source) == mark
    row = Row("1", "zalo_oa", clock.now(), "Trộm xe")
    assert Sent(row, event="m-1", account=messenger.pk).source(content) == mark
