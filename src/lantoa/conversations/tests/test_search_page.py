"""Search by words, and by number with a purpose."""

import re

import pytest
from django.contrib.sessions.models import Session

from lantoa.accounts.actions import keep_from
from lantoa.conversations.actions import index
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line

SEARCH = "/can-bo/tim/"


@pytest.fixture
def thread(house):
    return taken(arrival("Quán nhậu ở bờ kè ồn ào, xe 65-B1 123.45 đậu chắn lối", unit=house.here.pk)).thread


def it_finds_without_marks_and_writes_a_line(thread, cast, client_of):
    page = client_of(cast.otto).post(SEARCH, {"q": "quan nhau"}, follow=True).content.decode()

    assert "Quán nhậu ở bờ kè" in page
    assert Line.objects.filter(verb="threads.searched").count() == 1


def it_finds_nothing_on_the_desk_of_others(thread, cast, client_of):
    page = client_of(cast.petra).post(SEARCH, {"q": "quan nhau"}, follow=True).content.decode()

    assert "Không tìm thấy" in page


@pytest.mark.parametrize("typed", ["65-B1 123.45", "0900 000 145", "092123456789"])
def it_asks_for_a_purpose_before_a_number(thread, cast, client_of, typed):
    answer = client_of(cast.otto).post(SEARCH, {"q": typed}, follow=True)

    assert answer.redirect_chain[0][0].startswith("/can-bo/tim-so/")
    assert "Tìm để làm gì" in answer.content.decode()
    assert not Line.objects.filter(verb="threads.searched").exists()


def it_writes_the_words_into_no_address_and_no_session_row(thread, cast, client_of):
    client = client_of(cast.otto)

    answer = client.post(SEARCH, {"q": "quan nhau"})
    page = client.get(answer["Location"]).content.decode()

    assert re.fullmatch(r"/can-bo/tim/[0-9a-f]{16}/", answer["Location"])
    assert "quan nhau" not in "".join(re.findall(r'(?:href|action)="([^"]*)"', page))
    assert "<title>Tìm trong tin" in page
    assert not any("quan nhau" in str(row.get_decoded()) for row in Session.objects.all())


def it_leads_through_all_pages_and_back_without_another_line(house, cast, client_of):
    for number in range(60):
        taken(arrival(f"Quán nhậu ồn số {number}", unit=house.here.pk))
    client = client_of(cast.otto)

    first = client.post(SEARCH, {"q": "quan nhau"}, follow=True)
    older = first.redirect_chain[-1][0] + re.search(r'href="(\?sau=[^"]+)"', first.content.decode()).group(1)
    second = client.get(older).content.decode()
    back = client.get(first.redirect_chain[-1][0]).content.decode()

    assert "Quán nhậu" in second and "Quán nhậu" in back
    assert Line.objects.filter(verb="threads.searched").count() == 1


def it_shows_a_search_to_nobody_else(thread, cast, client_of):
    address = client_of(cast.otto).post(SEARCH, {"q": "quan nhau"})["Location"]

    answer = client_of(cast.petra).get(address)

    assert answer["Location"] == SEARCH


def it_takes_no_words_from_an_address(thread, cast, client_of):
    page = client_of(cast.otto).get(SEARCH, {"q": "quan nhau"}).content.decode()

    assert "Quán nhậu ở bờ kè" not in page


def it_sends_the_box_of_every_page_with_its_token(cast, client_of):
    page = client_of(cast.otto, enforce_csrf_checks=True)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', page.get("/can-bo/hop-thu/").content.decode()
    ).group(1)

    answer = page.post(SEARCH, {"q": "quan nhau", "csrfmiddlewaretoken": token})

    assert answer.status_code == 302


def it_leads_to_all_older_finds_beside_what_is_kept_from_the_reader(house, cast, client_of):
    told = [taken(arrival(f"Quán nhậu ồn số {number}", unit=house.here.pk)).thread for number in range(60)]
    for thread in told[30:35]:
        keep_from(by=HOUSE, staff=[cast.otto.pk], thread=thread.n, unit=house.here.pk)
    client = client_of(cast.otto)

    first = client.post(SEARCH, {"q": "quan nhau"}, follow=True)
    older = first.redirect_chain[-1][0] + re.search(r'href="(\?sau=[^"]+)"', first.content.decode()).group(1)
    second = client.get(older)

    shown = [{row.thread.n for row in page.context["rows"]} for page in (first, second)]
    assert [len(rows) for rows in shown] == [50, 5]
    assert shown[0] | shown[1] == {thread.n for thread in told[:30] + told[35:]}


def it_leads_on_where_words_only_look_alike(house, cast, client_of):
    told = [taken(arrival(f"Quán nhậu ồn số {number}", unit=house.here.pk)).thread for number in range(52)]
    strange = taken(arrival("Chuyện khác hẳn", unit=house.here.pk)).thread
    index.put(strange.n, Thread.objects.get(n=told[0].n).tokens)
    client = client_of(cast.otto)

    first = client.post(SEARCH, {"q": "quan nhau"}, follow=True)
    older = first.redirect_chain[-1][0] + re.search(r'href="(\?sau=[^"]+)"', first.content.decode()).group(1)
    second = client.get(older)

    shown = {row.thread.n for page in (first, second) for row in page.context["rows"]}
    assert shown == {thread.n for thread in told}
