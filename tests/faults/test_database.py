"""The database is locked, away or full: people are told what to do, and nothing they wrote is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from django.db import OperationalError, connection

from lantoa.conversations.models import Thread
from lantoa.errands.models import Errand
from lantoa.kit import clock
from lantoa.tips.tests.form import STORY, Form, text

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def locked(words: str = "database is locked") -> Iterator[None]:
    """A wall: every write of this connection is refused as the database would refuse it."""

    def refuse(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError(words)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def fields_of(answer) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(answer))
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("words", ["database is locked", "database or disk is full", "server closed the connection"])
def it_tells_a_resident_to_send_again_and_keeps_what_they_wrote_in_the_page(client, house, words):
    client.raise_request_exception = False
    form = Form(client, "/bao-tin/90001/")
    form.fill()
    with locked(words):
        refused = form.send()

    sent = client.post("/bao-tin/", fields_of(refused))

    assert refused.status_code == 503 and "Chưa lưu được" in text(refused) and "Gửi lại" in text(refused)
    assert sent.status_code == 200
    assert Thread.objects.count() == 1
    assert 'class="code"' in text(sent)


def it_quotes_nobody_in_the_log(client, house, caplog):
    client.raise_request_exception = False
    form = Form(client, "/bao-tin/90001/")
    form.fill()

    with locked():
        form.send()

    from lantoa.kit.logs import QuietFormatter

    lines = "\n".join(QuietFormatter("{message}", style="{").format(record) for record in caplog.records)
    assert "OperationalError" in lines
    assert STORY not in lines and "hẻm" not in lines


@pytest.mark.django_db(transaction=True)
def it_tells_staff_that_nothing_was_stored(client_of, cast):
    now = clock.now()
    parked = Errand.objects.create(task="x", state=Errand.State.PARKED, due=now, made_at=now)
    adam = client_of(cast.adam)
    adam.raise_request_exception = False

    with locked():
        refused = adam.post("/can-bo/ket/", {"row": [f"errand:{parked.pk}"]})

    parked.refresh_from_db()
    assert refused.status_code == 503 and "Chưa lưu được" in text(refused)
    assert parked.state == Errand.State.PARKED


def it_says_that_it_cannot_store(client, house):
    with locked():
        answer = client.get("/healthz")

    assert answer.status_code == 503
