"""The short message when nobody takes a ring over: once, without content."""

import json

import pytest

from lantoa.delivery.actions.day_key import held
from lantoa.delivery.models import Account, Outbox
from lantoa.delivery.tasks import text_duty
from lantoa.kit import clock
from lantoa.places.models import Unit


@pytest.fixture
def gateway(house):
    return Account.objects.create(kind="sms", external_id="gw", unit=house.city, secrets=b"", made_at=clock.now())


def sent():
    row = Outbox.objects.get()
    return json.loads(held(row.seal_key).unseal(bytes(row.body), row=f"outbox:{row.key}"))


def it_goes_once_to_the_number_of_the_unit(gateway, house):
    Unit.objects.filter(pk=house.here.pk).update(duty_phone="0900 000 111")

    text_duty(ring=3, unit=house.here.pk)
    text_duty(ring=3, unit=house.here.pk)

    assert sent()["address"] == "+84900000111"
    assert sent()["text"].startswith("Có tin khẩn quá một phút chưa ai nhận.")


def it_goes_to_the_number_above_when_the_unit_has_none(gateway, house):
    Unit.objects.filter(pk=house.city.pk).update(duty_phone="0900 000 112")

    text_duty(ring=3, unit=house.here.pk)

    assert sent()["address"] == "+84900000112"


def it_stays_silent_without_an_account(house):
    text_duty(ring=3, unit=house.here.pk)

    assert not Outbox.objects.exists()


def it_stays_silent_without_a_number(gateway, house, settings):
    settings.DUTY_PHONE = ""

    text_duty(ring=3, unit=house.here.pk)

    assert not Outbox.objects.exists()


def it_goes_again_when_the_same_ring_rings_anew(gateway, house):
    Unit.objects.filter(pk=house.here.pk).update(duty_phone="0900 000 111")

    text_duty(ring=3, unit=house.here.pk, since="2026-10-15T21:14:00+07:00")
    text_duty(ring=3, unit=house.here.pk, since="2026-11-04T03:00:00+07:00")

    assert Outbox.objects.count() == 2


def it_goes_by_the_next_account_above_where_the_nearest_is_switched_off(gateway, house):
    Unit.objects.filter(pk=house.here.pk).update(duty_phone="0900 000 111")
    off = Account.objects.create(
        kind="sms", external_id="near", unit=house.here, secrets=b"", made_at=clock.now(), may_send=False
    )

    text_duty(ring=3, unit=house.here.pk)

    assert Outbox.objects.get().account_id == gateway.pk != off.pk
