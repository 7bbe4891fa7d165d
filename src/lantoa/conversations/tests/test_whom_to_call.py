"""In an emergency the first words name whoever can help: fire brigade, ambulance or police."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, zalo
from lantoa.delivery.models import Account
from lantoa.kit import clock

pytestmark = pytest.mark.django_db
FIRES = ["nhà đang cháy lớn cứu với", "cháy nhà hẻm 51", "chay nha hem 51", "cháy lớn cứu với", "xe cháy cứu với"]
HURT = ["xe tông chảy máu nhiều quá gọi cấp cứu", "mẹ tôi bất tỉnh không thở", "tai nan xe may chay mau dau cuu voi"]


def first_words(house, text, channel):
    account = Account.objects.create(
        kind=channel, external_id="oa", unit=house.city, secrets=b"", made_at=clock.now(), active=True
    )
    said = zalo(text, account=account.pk, unit=house.city.pk, channel=channel)
    thread = intake.take_in(by=DOOR, prepared=intake.prepare(said)).thread
    assert thread.kind == "emergency"
    return thread, next(one.text for one in sealed.said(thread, notes=False) if one.message.direction == "auto")


@pytest.mark.parametrize("channel", ["zalo_oa", "sms"])
@pytest.mark.parametrize("text", FIRES)
def it_names_the_fire_brigade_where_it_burns(house, text, channel):
    thread, said = first_words(house, text, channel)

    assert thread.category == "fire_hazard" and "114" in said


@pytest.mark.parametrize("channel", ["zalo_oa", "sms"])
@pytest.mark.parametrize("text", HURT)
def it_names_the_ambulance_beside_the_police_where_somebody_is_hurt(house, text, channel):
    _thread, said = first_words(house, text, channel)

    assert "113" in said and "115" in said


@pytest.mark.parametrize("text", FIRES)
@pytest.mark.parametrize("category", ["", "other", "noise"])
def it_holds_fire_above_what_was_chosen_on_the_form(house, text, category):
    told = arrival(text, unit=house.here.pk, kind="emergency", category=category, urgency="emergency")

    thread = intake.take_in(by=FORM, prepared=intake.prepare(told)).thread

    assert thread.category == "fire_hazard"


def it_calls_nobody_to_a_robbery_but_the_police(house):
    assert first_words(house, "cướp đang khống chế mẹ tôi, cứu với", "zalo_oa")[1].startswith("Gọi 113. ")
