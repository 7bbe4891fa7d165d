"""Whoever answers has answered what they were shown: what came while they wrote stays unread and owed."""

from datetime import timedelta

import pytest

from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moved_clock(house):
    with clock.moved(clock.now()):
        yield


@pytest.fixture
def question(house):
    return taken(arrival("Làm căn cước mất mấy ngày?", unit=house.here.pk)).thread


def writes_on(house, thread, text="Có cần ảnh không?"):
    clock.advance(timedelta(minutes=1))
    taken(arrival(text, unit=house.here.pk, to_thread=thread.n))
    return clock.now()


def answers(client, thread, text="Dạ 7 ngày."):
    clock.advance(timedelta(minutes=1))
    client.post(f"/can-bo/hop-thu/{thread.public_id}/tra-loi/", {"text": text})
    return Thread.objects.get(n=thread.n)


def page(client, thread):
    return client.get(f"/can-bo/hop-thu/{thread.public_id}/")


def it_leaves_unread_and_owed_what_came_while_the_answer_was_written(house, cast, client_of, question):
    otto = client_of(cast.otto)
    page(otto, question)
    came = writes_on(house, question)

    after = answers(otto, question)

    assert (after.unread, after.owed_since) == (True, came)
    page(otto, question)
    assert answers(otto, question, "Dạ không cần ảnh.").owed_since is None


def it_owes_nothing_where_all_was_shown(house, cast, client_of, question):
    otto = client_of(cast.otto)
    page(otto, question)
    writes_on(house, question)
    page(otto, question)

    after = answers(otto, question)

    assert (after.unread, after.owed_since) == (False, None)


def it_goes_by_what_this_person_was_shown_and_nobody_else(house, cast, client_of, question):
    otto, chi = client_of(cast.otto), client_of(cast.chi)
    page(otto, question)
    came = writes_on(house, question)
    page(chi, question)

    assert answers(otto, question).owed_since == came
