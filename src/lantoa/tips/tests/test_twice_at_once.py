"""The same report arriving twice at the same moment is stored once, and both get the same answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from lantoa.conversations.models import Message, Receipt, Thread
from lantoa.tips.tests.form import Form, digits, hidden


@pytest.mark.django_db(transaction=True)
def it_stores_a_report_once_when_pressed_twice_at_once(house):
    form = Form(Client(), "/bao-tin/90001/")
    form.fill()
    held = {"tin": hidden(form.page, "tin"), "go": "send"}

    def press(_number: int) -> str:
        try:
            return digits(Client().post("/bao-tin/", held))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        shown = set(pool.map(press, range(4)))

    assert len(shown) == 1 and shown != {""}
    assert (Thread.objects.count(), Message.objects.count(), Receipt.objects.count()) == (1, 1, 1)
