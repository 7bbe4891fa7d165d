"""Search by words, and by number with a purpose."""

import pytest

from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.models import Line

SEARCH = "/can-bo/tim/"


@pytest.fixture
def thread(house):
    return taken(arrival("Quán nhậu ở bờ kè ồn ào, xe 65-B1 123.45 đậu chắn lối", unit=house.here.pk)).thread


def it_finds_without_marks_and_writes_a_line(thread, cast, client_of):
    page = client_of(cast.otto).get(SEARCH, {"q": "quan nhau"}).content.decode()

    assert "Quán nhậu ở bờ kè" in page
    assert Line.objects.filter(verb="threads.searched").count() == 1


def it_finds_nothing_on_the_desk_of_others(thread, cast, client_of):
    assert "Không tìm thấy" in client_of(cast.petra).get(SEARCH, {"q": "quan nhau"}).content.decode()


@pytest.mark.parametrize("typed", ["65-B1 123.45", "0900 000 145", "092123456789"])
def it_asks_for_a_purpose_before_a_number(thread, cast, client_of, typed):
    answer = client_of(cast.otto).get(SEARCH, {"q": typed}, follow=True)

    assert answer.redirect_chain[0][0].startswith("/can-bo/tim-so/")
    assert "Tìm để làm gì" in answer.content.decode()
    assert not Line.objects.filter(verb="threads.searched").exists()
