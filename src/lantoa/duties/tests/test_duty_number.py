"""Whom residents are told to call: the number its chief wrote down, else the nearest above, else 113."""

import pytest
from django.db import OperationalError, connection

from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.places.actions import NotAllowed, set_duty_phone
from lantoa.places.queries import duty_phone

pytestmark = pytest.mark.django_db
PAGE = "/can-bo/so-truc/"


def footer(page):
    return page.content.decode().rpartition('<footer class="foot">')[2]


@pytest.mark.parametrize("address", ["/", "/huong-dan/", "/giu-kin/", "/tin/", "/bao-tin/"])
def it_says_113_where_no_number_was_written_down(house, client, address):
    said = footer(client.get(address))

    assert 'href="tel:113"' in said and "0292" not in said


@pytest.mark.parametrize("address", ["/", "/huong-dan/", "/giu-kin/"])
def it_shows_the_citys_number_on_pages_that_know_no_commune(house, client, address):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 221")

    said = footer(client.get(address))

    assert 'href="tel:0900000221"' in said


def it_is_written_down_by_the_chief_and_serves_at_once(house, cast, client_of):
    chi = client_of(cast.chi)

    answer = chi.post(PAGE, {"number": "0900 000 222"}, follow=True)

    assert "0900 000 222" in answer.content.decode()
    assert duty_phone(house.here.pk) == "0900 000 222"
    line = Line.objects.get(verb="unit.number_set")
    assert (line.unit, line.about, line.actor_id) == (house.here.pk, "number:+84900000222", str(cast.chi.pk))


def it_comes_from_the_nearest_unit_above_that_has_one(house):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 223")
    set_duty_phone(by=HOUSE, unit=house.there, number="0900 000 224")

    assert [duty_phone(unit) for unit in (house.here, house.there)] == ["0900 000 223", "0900 000 224"]
    assert duty_phone(house.country) == ""


def it_goes_back_to_the_one_above_when_emptied(house, cast, client_of):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 225")
    set_duty_phone(by=HOUSE, unit=house.here, number="0900 000 226")

    client_of(cast.chi).post(PAGE, {"number": ""})

    assert duty_phone(house.here.pk) == "0900 000 225"


@pytest.mark.parametrize("number", ["113", "gọi 0900 000 227 gặp trực ban", "12345", "0900 000 2278899"])
def it_takes_nothing_that_is_no_number(house, cast, client_of, number):
    answer = client_of(cast.chi).post(PAGE, {"number": number})

    assert answer.status_code == 422 and duty_phone(house.here.pk) == ""


@pytest.mark.parametrize("name", ["otto", "petra", "dana", "mo", "ines", "vinh", "adam"])
def it_is_no_page_for_anybody_who_leads_no_unit(house, cast, client_of, name):
    client = client_of(getattr(cast, name))

    assert {client.get(PAGE).status_code, client.post(PAGE, {"number": "0900 000 228"}).status_code} == {404}
    with pytest.raises(NotAllowed):
        set_duty_phone(by=cast.actor(name), unit=house.here, number="0900 000 228")


def it_stays_within_the_chiefs_own_unit(house, cast):
    with pytest.raises(NotAllowed):
        set_duty_phone(by=cast.actor("chi"), unit=house.there, number="0900 000 229")


@pytest.mark.parametrize("address", ["/tin/", "/khong-co-trang-nay/"])
def it_says_the_citys_number_on_pages_of_no_unit_and_on_errors(client, house, address):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 230")
    client.get("/")

    assert "0900 000 230" in client.get(address).content.decode()


def it_says_it_on_the_form_that_was_closed(client, house):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 231")

    answer = client.post("/bao-tin/", {"t": "gone"})

    assert answer.status_code == 410 and "0900 000 231" in answer.content.decode()


def it_says_the_number_it_read_last_while_the_database_is_away(client, house):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 232")
    client.get("/")

    with connection.execute_wrapper(_gone):
        said = client.get("/").content.decode()

    assert "0900 000 232" in said


def _gone(*_asked):
    raise OperationalError("gone")
