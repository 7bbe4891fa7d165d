"""Many rows at once: nothing is skipped silently, nothing of another desk is touched."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


@pytest.fixture
def three(house):
    return [
        receive(by=FORM, prepared=intake.prepare(arrival(f"Trộm xe {n}", unit=unit.pk, kind="tip")))[1]
        for n, unit in enumerate([house.here, house.here, house.there])
    ]


def it_acknowledges_those_of_ones_own_desks_only(three, cast, client_of):
    chosen = {"chon": [t.thread.public_id for t in three]}

    body = client_of(cast.otto).post(reverse("tips-acknowledge"), chosen, follow=True).content.decode()

    assert [Tip.objects.get(pk=t.pk).state for t in three] == ["acknowledged", "acknowledged", "received"]
    assert "2 tin" in body


def it_takes_rows_for_oneself(three, cast, client_of):
    client_of(cast.otto).post(reverse("tips-take"), {"chon": [three[0].thread.public_id]})

    assert Tip.objects.get(pk=three[0].pk).thread.owner == cast.otto
