"""A plate is found only with a purpose, on one's own desks, and the inspector sees it."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import read
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.models import Line

TEXT = "Xe 65B1-123.45 hay đậu chắn hẻm"
WHY = "So với xe bị mất ngày 12/10"


def it_finds_a_plate_in_any_spelling_with_a_purpose(house, cast):
    thread = taken(arrival(TEXT, unit=house.here.pk, kind="tip")).thread

    found = read.search_number(by=cast.actor("otto"), typed="65b1 12345", purpose=WHY)

    assert found == [thread]
    line = Line.objects.get(verb="threads.searched_by_number")
    assert line.actor_id == str(cast.otto.pk)
    assert len(line.reason) > 20 and b"12/10" not in bytes(line.reason)


def it_refuses_without_a_purpose_and_leaves_no_line(house, cast):
    with pytest.raises(read.NoPurpose):
        read.search_number(by=cast.actor("otto"), typed="65b1 12345", purpose="coi")

    assert not Line.objects.filter(verb="threads.searched_by_number").exists()


def it_finds_nothing_on_desks_of_others(house, cast):
    taken(arrival(TEXT, unit=house.here.pk, kind="tip"))

    assert read.search_number(by=cast.actor("petra"), typed="65b1 12345", purpose=WHY) == []


def it_says_what_is_missing_on_the_page(house, cast, client_of):
    answer = client_of(cast.otto).post(reverse("search-number"), {"so": "65b1 12345", "muc-dich": ""})

    assert answer.status_code == 422 and "Ghi rõ tìm để làm gì" in answer.content.decode()


@pytest.mark.parametrize("name", ["vinh", "adam", "mo"])
def it_is_no_page_for_whoever_reads_no_tips(house, cast, client_of, name):
    assert client_of(getattr(cast, name)).get(reverse("search-number")).status_code == 404


def it_shows_what_was_found_again_without_searching_again(house, cast, client_of):
    taken(arrival(TEXT, unit=house.here.pk, kind="tip"))
    client = client_of(cast.otto)
    address = client.post(reverse("search-number"), {"so": "65b1 12345", "muc-dich": WHY})["Location"]

    pages = [client.get(address).content.decode() for _ in range(2)]

    assert all("hay đậu chắn hẻm" in page for page in pages)
    assert "12345" not in address and WHY not in address
    assert Line.objects.filter(verb="threads.searched_by_number").count() == 1


def it_shows_a_search_by_number_to_nobody_else(house, cast, client_of):
    taken(arrival(TEXT, unit=house.here.pk, kind="tip"))
    address = client_of(cast.otto).post(reverse("search-number"), {"so": "65b1 12345", "muc-dich": WHY})["Location"]

    assert client_of(cast.petra).get(address)["Location"] == reverse("search-number")
