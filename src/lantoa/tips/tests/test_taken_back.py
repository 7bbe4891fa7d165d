"""*Rút lại*: it leaves every list, page and search at once; what looks like a crime stays."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake, read
from lantoa.conversations.queries import search, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions import official, resident
from lantoa.tips.actions.receive import receive
from lantoa.tips.queries import tips


@pytest.fixture
def tip(house):
    told = arrival("Có người trộm xe 65F1-234.56", unit=house.here.pk, kind="tip")
    return receive(by=FORM, prepared=intake.prepare(told))[1]


def found(actor, tip):
    """Where an officer still meets it."""
    return {
        "list": bool(threads.page(actor, threads.Filter(open=False))),
        "thread": threads.by_public_id(actor, tip.thread.public_id) is not None,
        "tip": tips.by_public_id(actor, tip.thread.public_id) is not None,
        "files": threads.may_see(actor, tip.thread_id),
        "words": bool(search.search(actor, "trộm xe")),
        "number": bool(read.search_number(by=actor, typed="65F1-234.56", purpose="kiểm tra xe mất trộm")),
    }


def it_leaves_everything_at_once(tip, cast, client_of):
    resident.withdraw(thread=tip.thread, tip=tip)

    assert found(cast.actor("otto"), tip) == dict.fromkeys(found(cast.actor("otto"), tip), False)
    assert client_of(cast.otto).get(reverse("thread", args=[tip.thread.public_id])).status_code == 404


def it_keeps_what_looks_like_a_crime(tip, cast):
    official.mark_crime(by=cast.actor("otto"), tip=tip)

    resident.withdraw(thread=tip.thread, tip=tip)

    assert found(cast.actor("otto"), tip) == {
        "list": True, "thread": True, "tip": True, "files": True, "words": False, "number": True,
    }  # fmt: skip


def it_leaves_a_search_by_number_that_was_made_before(tip, cast, client_of):
    client = client_of(cast.otto)
    said = {"so": "65F1-234.56", "muc-dich": "kiểm tra xe mất trộm"}
    address = client.post(reverse("search-number"), said)["Location"]
    before = client.get(address).content.decode()

    resident.withdraw(thread=tip.thread, tip=tip)

    assert tip.thread.public_id in before
    assert tip.thread.public_id not in client.get(address).content.decode()
