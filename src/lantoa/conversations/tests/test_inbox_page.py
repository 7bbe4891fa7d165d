"""The inbox page: who sees what, filters as links, keyset pages, a fixed number of statements."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import threads
from lantoa.conversations.tests.makers import arrival, taken

INBOX = "/can-bo/hop-thu/"


@pytest.fixture
def write(house):
    """A question to the commune here, with a number in it."""

    def written(text="Làm lại căn cước tốn bao nhiêu tiền", **changes):
        return taken(arrival(text, unit=house.here.pk, **changes)).thread

    return written


def it_shows_the_desk_of_the_reader_and_nobody_elses(write, cast, client_of):
    write("Hỏi giờ làm việc của phường")

    assert "Hỏi giờ làm việc" in client_of(cast.otto).get(INBOX).content.decode()
    assert "Hỏi giờ làm việc" not in client_of(cast.petra).get(INBOX).content.decode()


@pytest.mark.parametrize("name", ["vinh", "adam", "mo"])
def it_is_no_page_for_whoever_may_not_read(write, cast, client_of, name):
    assert client_of(getattr(cast, name)).get(INBOX).status_code == 404


def it_says_so_when_nothing_waits(cast, client_of):
    assert "Hết tin chờ" in client_of(cast.otto).get(INBOX).content.decode()


def it_shows_no_number_of_a_person_in_a_row(write, cast, client_of):
    write("Xe 65-B1 123.45 đậu hoài, gọi 0900 000 145 giùm")

    page = client_of(cast.otto).get(INBOX).content.decode()

    assert "[biển số]" in page and "[số điện thoại]" in page
    assert "123.45" not in page and "000 145" not in page


def it_filters_by_kind_with_the_state_in_the_address(write, cast, client_of):
    write("Hỏi làm căn cước ở đâu")
    write("Có người trộm xe ngoài chợ", kind="tip")
    otto = client_of(cast.otto)

    tips = otto.get(INBOX + "?loai=tip").content.decode()

    assert "trộm xe" in tips and "làm căn cước" not in tips
    assert 'href="?loai=admin_question"' in tips and "Tất cả 2" in tips


@pytest.mark.parametrize("query", ["?loai=%00", "?ban=999999999999999999999", "?sau=xxx", "?mo=khongco", "?xong=1"])
def it_stands_whatever_the_address_says(write, cast, client_of, query):
    write()

    assert client_of(cast.otto).get(INBOX + query).status_code == 200


def it_pages_without_losing_or_repeating_a_row(write, cast, client_of, monkeypatch):
    monkeypatch.setattr(threads, "PAGE", 2)
    ids = {write(f"Câu hỏi thứ {n}").public_id for n in range(5)}
    otto, seen, address = client_of(cast.otto), [], INBOX
    for _page in range(3):
        page = otto.get(address)
        seen += [row.thread.public_id for row in page.context["rows"]]
        address = INBOX + page.context["older"]

    assert sorted(seen) == sorted(ids)
    assert page.context["older"] == ""


def it_shows_no_arrival_number(write, cast, client_of):
    thread = write()

    page = client_of(cast.otto).get(INBOX).content.decode()

    assert re.findall('name="chon" value="([^"]*)"', page) == [thread.public_id]
    assert f"/{thread.n}/" not in page


def it_costs_the_same_for_one_row_and_for_three(write, cast, client_of):
    otto = client_of(cast.otto)
    write()
    otto.get(INBOX)
    with CaptureQueriesContext(
        connection,
    ) as one:
        otto.get(INBOX)
    write()
    write()
    with CaptureQueriesContext(connection) as three:
        otto.get(INBOX)

    assert len(one) == len(three)
    assert len(three) <= 13


def it_gives_several_rows_to_a_colleague_at_once(write, cast, client_of):
    first, second = write(), write()

    client_of(cast.otto).post(
        INBOX + "nhieu/giao/", {"chon": [first.public_id, second.public_id], "to": cast.otto.pk, "ve": INBOX}
    )

    assert set(Thread.objects.values_list("owner", flat=True)) == {cast.otto.pk}


def it_offers_only_colleagues_of_the_own_unit(write, cast, client_of):
    write()

    offered = {one.pk for one in client_of(cast.otto).get(INBOX).context["colleagues"]}

    assert {cast.otto.pk, cast.chi.pk} <= offered
    assert not offered & {cast.petra.pk, cast.vinh.pk, cast.adam.pk}


def it_tells_how_many_could_not_be_given(write, cast, client_of):
    thread = write()

    page = client_of(cast.otto).post(
        INBOX + "nhieu/giao/", {"chon": [thread.public_id], "to": cast.petra.pk, "ve": INBOX}, follow=True
    )

    assert "1 tin không làm được" in page.content.decode()
    assert Thread.objects.get().owner is None


def it_touches_no_row_of_another_desk(write, cast, client_of):
    thread = write()

    client_of(cast.petra).post(INBOX + "nhieu/ket-thuc/", {"chon": [thread.public_id], "ve": INBOX})

    thread.refresh_from_db()
    assert thread.open


def it_goes_back_only_to_the_inbox(write, cast, client_of):
    thread = write()

    answer = client_of(cast.otto).post(INBOX + "nhieu/ket-thuc/", {"chon": [thread.public_id], "ve": "//example.org/"})

    assert answer["Location"] == INBOX


def it_tells_a_waiting_page_that_something_came(write, cast, client_of):
    otto = client_of(cast.otto)
    since = otto.get(INBOX).context["since"]

    assert otto.get(INBOX + "moi/", {"tu": since}).status_code == 204
    write()
    assert "Có tin mới" in otto.get(INBOX + "moi/", {"tu": since}).content.decode()
    assert otto.get(INBOX + "moi/", {"tu": "hôm nay"}).status_code == 204


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "hôm qua", ""])
def it_answers_nothing_new_to_a_moment_that_cannot_be(cast, client_of, since):
    assert client_of(cast.otto).get("/can-bo/hop-thu/moi/", {"tu": since}).status_code == 204
