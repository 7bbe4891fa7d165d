"""The number to call stands on the pages of the matter's own unit."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.places.actions import set_duty_phone

pytestmark = pytest.mark.django_db


def it_shows_the_duty_number_on_the_page_of_the_matters_own_unit(house, client):
    set_duty_phone(by=HOUSE, unit=house.city, number="0900 000 230")
    set_duty_phone(by=HOUSE, unit=house.here, number="0900 000 231")
    drawn = receipts.draw()
    intake.take_in(by=FORM, prepared=intake.prepare(arrival("mất xe ở chợ", unit=house.here.pk), receipt=drawn))

    page = client.post("/tin/", {"ma": drawn.digits})

    assert 'href="tel:0900000231"' in page.content.decode()
