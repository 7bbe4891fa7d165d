"""When the machine cannot store, the person is told so, keeps every answer, and presses once more."""

import re
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from lantoa.conversations.models import Message, Thread
from lantoa.media.models import MediaFile
from lantoa.media.tests import samples
from lantoa.tips.tests.form import Form, digits, text


@contextmanager
def unable(words: str):
    """Nothing can be written, as with a full disk or a database held by somebody else."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise OperationalError(words)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def again(client: Client, page) -> object:
    """Press the button of the error page: only what stands in it is sent."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text(page)))
    return client.post("/bao-tin/", fields)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("words", ["database is locked", "database or disk is full"])
def it_keeps_the_report_and_stores_it_when_pressed_again(house, shelves, words):
    client = Client(raise_request_exception=False)
    form = Form(client, "/bao-tin/90001/")
    form.fill(more={"tep": SimpleUploadedFile("a.jpg", samples.jpeg())})
    with unable(words):
        failed = form.send()
    assert failed.status_code == 503
    assert "bấm" in text(failed).lower() and failed.cookies == {}
    assert (Thread.objects.count(), MediaFile.objects.count()) == (0, 0)

    sent = again(client, failed)

    assert digits(sent)
    assert (Thread.objects.count(), Message.objects.count(), MediaFile.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def it_answers_before_any_place_is_loaded(shelves):
    client = Client(raise_request_exception=False)
    form = Form(client)
    form.fill()

    failed = form.send()

    assert failed.status_code in (500, 503)
    assert Thread.objects.count() == 0
